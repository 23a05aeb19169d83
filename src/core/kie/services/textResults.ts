import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import type { Fields } from './values.ts';
import { decode, isFields, number, text } from './values.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

/** Content that came inside an answer, as files that a person can read. */
export function textResults(value: unknown, output: Output): readonly ResultItem[] {
  const drafts = draftsOf(value);
  if (drafts.length > 0) return drafts;
  const kind = output === 'text' ? 'text' : 'json';
  if (typeof value === 'string') return [{ kind: 'text', text: value }];
  const ref = isFields(value) ? idOf(value) : undefined;
  const json: ResultItem = {
    kind: 'json',
    text: JSON.stringify(value, null, 2),
    ...(ref === undefined ? {} : { ref })
  };
  const words = kind === 'text' && isFields(value) ? text(value['result'] ?? value['text']) : undefined;
  // What is beside the words (their times, the language) stays as data.
  if (words !== undefined && isFields(value))
    return [{ kind, text: words }, ...(Object.keys(value).length > 1 ? [json] : [])];
  const lyrics = isFields(value) ? lyricsWithTimes(value['alignedWords'] ?? value['aligned_words']) : '';
  return lyrics === '' ? [json] : [{ kind: 'text', text: lyrics, extension: '.lrc' }, json];
}

/** The id of what was made, which other requests ask for: a character, a voice, a persona. */
function idOf(made: Fields): string | undefined {
  const names = Object.keys(made).filter(name => /^(character|persona|voice|(kie_?)?audio)_?id$/i.test(name));
  return names.map(name => text(made[name])).find(id => id !== undefined);
}

/** What the pieces of a task say in their field `name`, each text once: known before the pieces themselves are made. */
export function wordsIn(raws: readonly unknown[], name: string): readonly ResultItem[] {
  const found = new Map<string, ResultItem>();
  for (const piece of raws.map(decode).flat().filter(isFields)) {
    const words = text(piece[name])?.trim() ?? '';
    const title = text(piece['title']);
    if (words === '' || found.has(words)) continue;
    // With a name of their own, so that they take nobody's place when the pieces come.
    const ref = text(piece['id']) ?? 'words';
    const rest = { role: 'lyrics', ref, ...(title === undefined ? {} : { title }) };
    found.set(words, { kind: 'text', text: `${words}\n`, ...rest });
  }
  return [...found.values()];
}

/** Several proposals in one answer, each with its text (and perhaps a title). */
function draftsOf(value: unknown): ResultItem[] {
  const list: unknown = isFields(value) ? (value['data'] ?? value['lyricsData']) : value;
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap(draft => {
    const words = isFields(draft) ? text(draft['text']) : undefined;
    if (words === undefined || !isFields(draft)) return [];
    const title = text(draft['title']);
    return [
      { kind: 'text', text: title === undefined ? words : `${title}\n\n${words}\n`, ...(title ? { title } : {}) }
    ];
  });
}

/**
 * Sung words with their times as LRC, a line each. Words carry section marks and line breaks, times are seconds.
 * Source: docs.kie.ai/suno-api/get-timestamped-lyrics
 */
function lyricsWithTimes(words: unknown): string {
  if (!Array.isArray(words)) return '';
  const lines: { at: number; text: string }[] = [];
  let open: { at: number; text: string } | undefined;
  for (const word of (words as unknown[]).filter(isFields)) {
    const start = number(word['startS'] ?? word['start_s']) ?? 0;
    const [first = '', ...others] = wordOf(word).split('\n');
    if (open === undefined) lines.push((open = { at: start, text: first }));
    else {
      // A line begins when its first word is sung.
      if (open.text.trim() === '') open.at = start;
      open.text += first;
    }
    for (const other of others) lines.push((open = { at: start, text: other }));
  }
  return lines
    .filter(line => line.text.trim() !== '')
    .map(line => `[${clock(line.at)}]${line.text.trim()}\n`)
    .join('');
}

/** A word with at most one line break behind it. */
function wordOf(word: Fields): string {
  const text = typeof word['word'] === 'string' ? word['word'] : '';
  return text.endsWith('\n') ? `${trimEndOf(text, /\n/)}\n` : text;
}

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
