import { createHash } from 'node:crypto';

/** The English text that a translation was made from. */
export interface Source {
  readonly english: string;
  /** Digest of the translation, which shows whether it was revised after the English text changed. */
  readonly translation: string;
}

/** By key of the manifest. Other texts are their own keys: a changed text has no translation yet. */
export type Sources = Readonly<Record<string, Source>>;

/** Texts by key. */
type Texts = Readonly<Record<string, string>>;

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Keys whose English text changed while the translation stayed. */
export const outdatedKeys = (english: Texts, translated: Texts, sources: Sources): readonly string[] =>
  Object.keys(english).filter(key => {
    const source = sources[key];
    const text = translated[key] ?? '';
    return source !== undefined && source.english !== english[key] && source.translation === digest(text);
  });

/**
 * Returns the records after a change of the texts. An outdated translation keeps its record until it is revised, or is
 * one of `confirmed`, which are right as they are. Records are dropped with their translation only.
 */
export function updateSources(
  english: Texts,
  translated: Texts,
  sources: Sources,
  confirmed: ReadonlySet<string>
): Sources {
  const outdated = new Set(outdatedKeys(english, translated, sources));
  const updated = Object.entries(translated).flatMap(([key, text]): readonly (readonly [string, Source])[] => {
    const source = sources[key];
    const from = english[key] ?? source?.english;
    if (from === undefined || text.trim() === '') return [];
    if (source !== undefined && outdated.has(key) && !confirmed.has(key)) return [[key, source]];
    return [[key, { english: from, translation: digest(text) }]];
  });
  return Object.fromEntries(updated);
}
