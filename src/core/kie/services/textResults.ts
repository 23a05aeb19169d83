import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { jsonText } from './jsonText.ts';
import type { Fields } from './values.ts';
import { decode, isFields, number, text } from './values.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

/** Converts content in a response to readable files. */
export function textResults(value: unknown, output: Output): readonly ResultItem[] {
  const drafts = draftsOf(value);
  if (drafts.length > 0) return drafts;
  const kind = output === 'text' ? 'text' : 'json';
  if (typeof value === 'string') return [{ kind: 'text', text: value }];
  const ref = isFields(value) ? idOf(value) : undefined;
  const json: ResultItem = {
    kind: 'json',
    text: jsonText(value),
    ...(ref === undefined ? {} : { ref })
  };
  const words = kind === 'text' && isFields(value) ? text(value['result'] ?? value['text']) : undefined;
  // Other fields (times, language) are kept as JSON.
  if (words !== undefined && isFields(value))
    return [{ kind, text: words }, ...(Object.keys(value).length > 1 ? [json] : [])];
  const lyrics = isFields(value) ? lyricsWithTimes(value['alignedWords'] ?? value['aligned_words']) : '';
  return lyrics === '' ? [json] : [{ kind: 'text', text: lyrics, extension: '.lrc' }, json];
}

/** Returns the ID of a created character, voice or persona, which other requests require. */
function idOf(made: Fields): string | undefined {
  const names = Object.keys(made).filter(name => /^(character|persona|voice|(kie_?)?audio)_?id$/i.test(name));
  return names.map(name => text(made[name])).find(id => id !== undefined);
}

/** Returns the distinct texts in the field `name` of a task's results, which are available before the results. */
export function wordsIn(raws: readonly unknown[], name: string): readonly ResultItem[] {
  const found = new Map<string, ResultItem>();
  for (const piece of raws.map(decode).flat().filter(isFields)) {
    const words = text(piece[name])?.trim() ?? '';
    const title = text(piece['title']);
    if (words === '' || found.has(words)) continue;
    // Their own role keeps them apart from the results that follow.
    const ref = text(piece['id']) ?? 'words';
    const rest = { role: 'lyrics', ref, ...(title === undefined ? {} : { title }) };
    found.set(words, { kind: 'text', text: `${words}\n`, ...rest });
  }
  return [...found.values()];
}

/** Returns several drafts in one response, each with its text and optional title. */
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
 * Converts timed words to LRC lines. Words include section marks and line breaks; times are in seconds.
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
      // A line begins with its first word.
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

/** Returns a word with at most one trailing line break. */
function wordOf(word: Fields): string {
  const text = typeof word['word'] === 'string' ? word['word'] : '';
  return text.endsWith('\n') ? `${trimEndOf(text, /\n/)}\n` : text;
}

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
