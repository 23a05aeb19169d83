import type { ModelEntry } from '../../../../shared/model.ts';
import type { PriceRow } from '../../../../shared/modelPrice.ts';
import { creditsOf } from '../../../../shared/format/credits.ts';
import type { EvaluationContext } from '../../rules/conditions.ts';
import { allHold } from '../../rules/conditions.ts';
import type { Facts } from '../../values/mediaLimits.ts';
import { priceOf } from '../price.ts';
import { lengthParam } from './statedRows.ts';

export interface Comparison {
  /** `open`: the two can't be compared for this request. */
  readonly agreement: 'same' | 'other' | 'open';
  /** The stated price of this request. */
  readonly stated?: PriceRow;
}

/** Texts round to hundredths of a credit. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.01, a * 0.002);

/** Compares the price of the table with the stated rows for one request. */
export function comparePrices(
  entry: ModelEntry,
  rows: readonly PriceRow[],
  { context, facts }: { readonly context: EvaluationContext; readonly facts: Facts }
): Comparison {
  const table = (entry.price ?? []).find(row => allHold(row.when, context));
  const stated = rows.find(row => allHold(row.when, context) && isTokenMatch(row, table));
  const [credits, other] = [table && creditsOf(table), stated && creditsOf(stated)];
  if (table === undefined || stated === undefined || credits === undefined || other === undefined) {
    return { agreement: 'open', ...(stated === undefined ? {} : { stated }) };
  }
  if (unitClass(table) === unitClass(stated)) {
    const figures = [credits, table.creditsMax ?? credits];
    return { agreement: figures.some(one => isSame(one, other)) ? 'same' : 'other', stated };
  }
  // "5 credits a second" and "30 credits for 6 seconds" are the same.
  const [mine, theirs] = [entry, withRows(entry, rows)].map(each => priceOf(each, context, facts).credits);
  if (mine === undefined || theirs === undefined) return { agreement: 'open', stated };
  return { agreement: isSame(mine, theirs) ? 'same' : 'other', stated };
}

function withRows(entry: ModelEntry, price: readonly PriceRow[]): ModelEntry {
  const length = lengthParam(entry);
  return { ...entry, price, priceBy: { ...(length === undefined ? {} : { seconds: [length] }), ...entry.priceBy } };
}

const unitClass = ({ unit }: PriceRow): string => (unit === 'video' ? 'request' : (unit ?? 'unknown'));

const isTokenMatch = (row: PriceRow, table: PriceRow | undefined): boolean =>
  row.unit?.endsWith('-tokens') !== true || row.unit === table?.unit;
