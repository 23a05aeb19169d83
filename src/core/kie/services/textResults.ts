import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../clientTypes.ts';
import type { Fields } from './values.ts';
import { isFields, number, text } from './values.ts';

/** Content that came inside an answer, as files that a person can read. */
export function textResults(value: unknown, output: Output): readonly ResultItem[] {
  const drafts = draftsOf(value);
  if (drafts.length > 0) return drafts;
  const kind = output === 'text' ? 'text' : 'json';
  if (typeof value === 'string') return [{ kind: 'text', text: value }];
  const only = kind === 'text' && isFields(value) ? text(value['result']) : undefined;
  if (only !== undefined) return [{ kind, text: only }];
  const json: ResultItem = { kind, text: JSON.stringify(value, null, 2) };
  const lyrics = isFields(value) ? lyricsWithTimes(value['alignedWords'] ?? value['aligned_words']) : '';
  return lyrics === '' ? [json] : [{ kind: 'text', text: lyrics, extension: '.lrc' }, json];
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

const wordOf = (word: Fields): string => (typeof word['word'] === 'string' ? word['word'] : '').replace(/\n+$/, '\n');

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
