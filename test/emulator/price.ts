/** Credits of a run, from the entry's price rows. Independent of the engine's price calculation. */
import type { PriceRow } from '../../src/shared/modelPrice.ts';
import type { TableEntry } from './catalogData.ts';
import { pick } from './check/checkPairs.ts';
import { defaultOf, holds } from './check/checkRules.ts';
import type { FindFile } from './types.ts';
import { isUnset, textOf } from './check/values.ts';

type Input = Readonly<Record<string, unknown>>;

/** The length the provider uses when none is set, in seconds. */
const DEFAULT_SECONDS = 5;
/** The images of a layer decomposition here: the base and one layer, as recorded. */
const LAYERED_IMAGES = 2;
/** Neither is documented: four characters per text token; text spoken at the usual speed, 25 tokens a second. */
const CHARACTERS_A_TOKEN = 4;
const AUDIO_TOKENS_A_CHARACTER = 25 / 15;

/**
 * Credits charged at submission: the first matching row, times its unit, plus the cost of input images; 1 if unknown.
 */
export function creditsFor(entry: TableEntry, input: Input, find: FindFile, now = Date.now()): number {
  const rows = (entry.price ?? []).filter(row => row.unit !== 'input-image').map(row => discounted(row, now));
  const row = rows.find(candidate => holds(entry, input, candidate.when ?? {})) ?? assumedRow(entry, input, rows);
  if (typeof row?.credits !== 'number') return 1;
  const each = row.credits;
  const credits =
    row.unit?.endsWith('-tokens') === true ? tokens(rows, input) : each * amountOf(entry, input, find, row);
  return Math.round((credits + inputImageCredits(entry, input)) * 1e4) / 1e4;
}

/** A discount ends with its last day (UTC here; KIE names no time zone): then the later price is charged. */
function discounted(row: PriceRow, now: number): PriceRow {
  const isOver = row.until !== undefined && new Date(now).toISOString().slice(0, 10) > row.until;
  const later = isOver ? (row.after?.credits ?? (row.after?.usd ?? NaN) * 200) : NaN;
  return Number.isNaN(later) ? row : { ...row, credits: later };
}

/** The number of results of an image run. */
export function resultCount(entry: TableEntry, input: Input): number {
  for (const name of ['num_images', 'n', 'max_images']) {
    const count = Number(input[name] ?? entry.params[name]?.default);
    if (Object.hasOwn(entry.params, name) && Number.isInteger(count) && count > 0) return Math.min(count, 12);
  }
  return 1;
}

/** Unset parameters without a default, and `auto`, may have any value: returns the first row that one of them allows. */
function assumedRow(entry: TableEntry, input: Input, rows: readonly PriceRow[]): PriceRow | undefined {
  const isOpen = (name: string): boolean => {
    const value = isUnset(input[name]) ? defaultOf(entry, input, name) : input[name];
    return value === undefined || value === 'auto';
  };
  return rows.find(row =>
    Object.entries(row.when ?? {}).every(
      ([name, condition]) => isOpen(name) || holds(entry, input, { [name]: condition })
    )
  );
}

function amountOf(entry: TableEntry, input: Input, find: FindFile, row: PriceRow): number {
  switch (row.unit) {
    case 'image': {
      if (entry.priceBy?.imagesUnknown === true) return LAYERED_IMAGES;
      const name = entry.priceBy?.images;
      const count = name === undefined ? 1 : Number(input[name] ?? defaultOf(entry, input, name));
      return count > 0 ? count : 1;
    }
    case 'second':
      return seconds(entry, input, find);
    case '1000-chars':
      return (entry.priceBy?.text ?? ['text']).flatMap(path => pick(input, path)).reduce(addLength, 0) / 1000;
    default:
      return 1;
  }
}

const addLength = (sum: number, text: unknown): number => sum + Array.from(textOf(text)).length;

/** Lengths of parameters and of files; every started second of a file counts. */
function seconds(entry: TableEntry, input: Input, find: FindFile): number {
  const { seconds: billed = [], maybeSeconds = [], outputSeconds } = entry.priceBy ?? {};
  const lengthOf = (sum: number, name: string): number => {
    const param = entry.params[name];
    if (param?.media === undefined && param?.items?.media === undefined) {
      const value = Number.parseFloat(textOf(input[name] ?? defaultOf(entry, input, name)));
      return sum + (value > 0 ? value : Math.min(DEFAULT_SECONDS, param?.maximum ?? DEFAULT_SECONDS));
    }
    const files = isUnset(input[name]) ? [] : [input[name]].flat();
    // Rounding by a container does not start another second.
    return files.reduce<number>((n, file) => n + Math.ceil((find(String(file))?.seconds ?? 0) - 0.005), sum);
  };
  const total = [...billed, ...maybeSeconds].reduce(lengthOf, 0);
  // The result is billed in addition to its source, whose length it has up to a maximum.
  const made =
    outputSeconds === undefined ? 0 : Math.min(lengthOf(0, outputSeconds.sameAs), outputSeconds.max ?? Infinity);
  return total > 0 ? total + made : DEFAULT_SECONDS;
}

/**
 * Millions of tokens, each kind at its own row; the request does not contain them, so they are estimated from the text.
 */
function tokens(rows: readonly PriceRow[], input: Input): number {
  const characters = textsIn(input).reduce(addLength, 0);
  return rows.reduce((sum, { unit, credits }) => {
    const count =
      unit === 'million-input-tokens' ? characters / CHARACTERS_A_TOKEN : characters * AUDIO_TOKENS_A_CHARACTER;
    return sum + ((credits ?? 0) * Math.ceil(count)) / 1e6;
  }, 0);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function inputImageCredits(entry: TableEntry, input: Input): number {
  const extra = entry.priceBy?.inputImages;
  if (!extra) return 0;
  const count = extra.of.flatMap(name => (isUnset(input[name]) ? [] : [input[name]].flat())).length;
  return Math.max(0, count - (extra.free ?? 0)) * extra.credits;
}
