/** Credits of a run, from the entry's price rows. */
import type { TableEntry } from './catalogData.ts';
import { holds } from './checkRules.ts';
import { mediaParts } from './checkMedia.ts';
import type { FindFile } from './types.ts';
import { textOf } from './values.ts';

type Input = Readonly<Record<string, unknown>>;

/** Credits taken at submission: the first row that holds, times its unit, plus rows a picture; 1 when unknown. */
export function creditsFor(entry: TableEntry, input: Input, find: FindFile): number {
  const rows = (entry.price ?? []).filter(row => holds(entry, input, row.when ?? {}));
  const row = rows.find(candidate => candidate.unit !== 'input-image');
  const each = row?.credits;
  if (typeof each !== 'number') return 1;
  const amount = amountOf(entry, input, find, row?.unit ?? 'request');
  const extra = rows.find(candidate => candidate.unit === 'input-image')?.credits ?? 0;
  return Math.round((each * amount + extra * pictures(entry, input)) * 100) / 100;
}

/** How many results a picture run gives. */
export function resultCount(entry: TableEntry, input: Input): number {
  for (const name of ['num_images', 'n', 'max_images']) {
    const count = Number(input[name] ?? entry.params[name]?.default);
    if (Object.hasOwn(entry.params, name) && Number.isInteger(count) && count > 0) return Math.min(count, 12);
  }
  return 1;
}

function amountOf(entry: TableEntry, input: Input, find: FindFile, unit: string): number {
  switch (unit) {
    case 'image':
      return resultCount(entry, input);
    case 'second':
      return seconds(entry, input, find);
    case '1000-chars':
      return textLength(input) / 1000;
    default:
      return 1;
  }
}

function seconds(entry: TableEntry, input: Input, find: FindFile): number {
  for (const name of ['duration', 'duration_seconds', 'n_frames']) {
    const value = Number.parseFloat(textOf(input[name] ?? entry.params[name]?.default));
    if (value > 0) return value;
  }
  const lengths = Object.entries(entry.params)
    .filter(([, param]) => mediaParts(param).length > 0)
    .flatMap(([name]) => [input[name]].flat())
    .map(address => find(String(address))?.seconds ?? 0);
  return Math.max(0, ...lengths) || 5;
}

function pictures(entry: TableEntry, input: Input): number {
  return Object.entries(entry.params)
    .filter(([, param]) => param.media === 'image')
    .flatMap(([name]) => (input[name] === undefined ? [] : [input[name]].flat())).length;
}

function textLength(value: unknown): number {
  const { text, dialogue } = value as { text?: unknown; dialogue?: readonly { text?: unknown }[] };
  const texts = typeof text === 'string' ? [text] : (dialogue ?? []).map(line => textOf(line.text));
  return texts.reduce((sum, part) => sum + Array.from(part).length, 0);
}
