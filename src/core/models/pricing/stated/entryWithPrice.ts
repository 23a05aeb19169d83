import type { ModelEntry } from '../../../../shared/model.ts';
import type { PriceBy, PriceRow } from '../../../../shared/modelPrice.ts';
import { readPriceText } from './readPriceText.ts';
import { lengthParam, statedRows } from './statedRows.ts';

interface Stated {
  readonly text: string;
  /** When the text was read, in milliseconds since 1970. */
  readonly readAt: number;
}

/** One result for each text and entry: evaluations compare entries by identity. */
const results = new WeakMap<ModelEntry, { readonly text: string; readonly entry: ModelEntry }>();

/**
 * Returns the entry with the prices of a text. They are approximate: a text does not show whether the seconds of input
 * videos or further outputs cost too. Without prices when the text is not understood.
 */
export function entryWithPrice(entry: ModelEntry, { text, readAt }: Stated): ModelEntry {
  const known = results.get(entry);
  if (known?.text === text) return known.entry;
  const result = withPrice(entry, { text, readAt });
  results.set(entry, { text, entry: result });
  return result;
}

function withPrice(entry: ModelEntry, { text, readAt }: Stated): ModelEntry {
  const read = readPriceText(text, readAt);
  const rows = read && statedRows(entry, read);
  if (read === undefined || rows === undefined) return withoutPrice(entry);
  const length = lengthParam(entry);
  const images = Object.keys(entry.params).filter(name => entry.params[name]?.media === 'image');
  const priceBy: PriceBy = {
    ...(length === undefined ? {} : { seconds: [length] }),
    ...(read.inputImages === undefined || images.length === 0
      ? {}
      : { inputImages: { ...read.inputImages, of: images } })
  };
  return { ...entry, price: rows.map((row): PriceRow => ({ ...row, about: true })), priceBy };
}

/** Prices of an earlier text no longer apply. */
const withoutPrice = (entry: ModelEntry): ModelEntry =>
  Object.fromEntries(
    Object.entries(entry).filter(([key]) => key !== 'price' && key !== 'priceBy')
  ) as unknown as ModelEntry;
