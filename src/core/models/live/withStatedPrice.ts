import type { ModelEntry } from '../../../shared/model.ts';
import { checkEntry } from '../format/checkEntry.ts';
import { readPriceText } from '../pricing/stated/readPriceText.ts';
import { lengthParam, statedRows } from '../pricing/stated/statedRows.ts';

/**
 * Adds the prices that KIE states in prose, as far as they are understood. They are approximate: the prose was not
 * compared with a bill.
 */
export function withStatedPrice(entry: ModelEntry, text: string | undefined, readAt: number): ModelEntry {
  const read = text === undefined ? undefined : readPriceText(text, readAt);
  const rows = read && statedRows(entry, read);
  if (rows === undefined) return entry;
  const length = lengthParam(entry);
  const isTimed = length !== undefined && rows.some(({ unit }) => unit === 'second');
  const priced: ModelEntry = {
    ...entry,
    price: rows.map(row => ({ ...row, about: true as const })),
    ...(isTimed ? { priceBy: { seconds: [length] } } : {})
  };
  return checkEntry(priced).problems.length === 0 ? priced : entry;
}
