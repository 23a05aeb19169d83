import * as l10n from '@vscode/l10n';
import type { ModelEntry } from '../../../shared/model.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { PageError } from './page.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

/** A page listed in the index. */
export interface IndexedPage {
  readonly title: string;
  /** Without the `.md` suffix. */
  readonly docs: string;
  /** The headings above the page ("Video Models > Kling"). */
  readonly section: string;
}

/** Differences between the index and the catalog. */
export interface IndexChanges {
  /** Pages without an entry. */
  readonly added: readonly IndexedPage[];
  /** Current entries whose page is no longer listed. */
  readonly gone: readonly ModelEntry[];
  /** Current createTask entries whose page is listed. Only the page itself shows whether it has changed. */
  readonly listed: readonly ModelEntry[];
}

/** With fewer model pages, the index counts as broken and no model as removed. */
const MIN_MODEL_PAGES = 10;
const LINE = /^\s*-([^[\]]*)\[([^\]]+)\]\((https:\/\/docs\.kie\.ai\/[^)\s]+)\)/;
/** Pages in the model sections that do not describe a model. */
const BESIDE =
  /call-?backs?$|quickstart$|\/get-[\w-]*(details?|record|download-url|credits)|\/(chat|claude|codex|common|cn)\//;

/** Normalizes a documentation URL to the catalog's form; undefined for other URLs. */
export function docsAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.host !== 'docs.kie.ai' || url.username !== '') return undefined;
  return url.origin + trimEndOf(url.pathname, /\//).replace(/\.md$/, '');
}

/** Reads the English model pages of the index. Source: docs.kie.ai/llms.txt */
export function readIndex(text: string): readonly IndexedPage[] {
  const pages = new Map<string, IndexedPage>();
  for (const line of text.split(/\r?\n/)) {
    const [, section = '', title = '', address = ''] = LINE.exec(line) ?? [];
    const docs = docsAddress(address);
    if (docs === undefined || pages.has(docs)) continue;
    pages.set(docs, { title: title.trim(), docs, section: section.replace(/\s+/g, ' ').trim() });
  }
  return [...pages.values()];
}

/**
 * Compares the index with the entries.
 * @throws PageError when the text is not an index.
 */
export function compareIndex(text: string, entries: readonly ModelEntry[]): IndexChanges {
  const pages = readIndex(text);
  const models = pages.filter(
    page => page.section !== '' && !BESIDE.test(page.docs) && !/\bchat\b/i.test(page.section)
  );
  if (models.length < MIN_MODEL_PAGES) {
    throw new PageError(l10n.t('The documentation index has an unknown format.'));
  }
  const known = new Set(entries.flatMap(entry => addressOf(entry) ?? []));
  const all = new Set(pages.map(page => page.docs));
  const current = entries.filter(entry => entry.status === 'current' && addressOf(entry) !== undefined);
  const isListed = (entry: ModelEntry): boolean => all.has(addressOf(entry) ?? '');
  return {
    added: models.filter(page => !known.has(page.docs)),
    gone: current.filter(entry => !isListed(entry)),
    listed: current.filter(entry => entry.operation === CREATE_TASK && isListed(entry))
  };
}

const addressOf = (entry: ModelEntry): string | undefined =>
  entry.docs === undefined ? undefined : docsAddress(entry.docs);
