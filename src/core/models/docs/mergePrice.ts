import type { ModelEntry } from '../../../shared/model.ts';
import type { PriceRow } from '../../../shared/modelPrice.ts';
import { measuredBy } from '../format/checkReferences.ts';

/**
 * The price rows that still apply: all before the first row whose conditions use a `touched` parameter, because the
 * first matching row wins.
 */
export function mergePrice(before: ModelEntry, touched: ReadonlySet<string>, dropped: string[]): readonly PriceRow[] {
  const rows = before.price ?? [];
  const measured = measuredBy(before.priceBy);
  const isTouched = (path: string): boolean => touched.has(/^[^.[]+/.exec(path)?.[0] ?? path);
  const doubtful = (row: PriceRow): boolean => Object.keys(row.when ?? {}).some(isTouched);
  // A row for input images is added to any other row. Without it, every total would be too low.
  const all = measured.some(isTouched) || rows.some(row => row.unit === 'input-image' && doubtful(row));
  const first = all ? 0 : rows.findIndex(doubtful);
  const end = first === -1 ? rows.length : first;
  const some = rows.slice(0, end).some(row => row.unit !== 'input-image');
  const stays = (row: PriceRow, index: number): boolean => index < end || (some && !all && row.unit === 'input-image');
  dropped.push(...rows.flatMap((row, index) => (stays(row, index) ? [] : [`price.${String(index)}`])));
  return some ? rows.filter(stays) : [];
}
