import { creditsOf } from '../../../shared/format/credits.ts';
import type { ModelSummary } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import { rowAt } from './discounts.ts';

/**
 * Adds the lowest price of a model at `now` (milliseconds since 1970) to its summary, if all price rows have the same
 * unit. In credits per unit. None after the end of a discount whose later price KIE does not state.
 */
export function withLowestPrice(
  summary: ModelSummary,
  entry: ModelEntry | undefined,
  now: number = Date.now()
): ModelSummary {
  const table = (entry?.price ?? []).filter(row => row.unit !== 'input-image');
  if (table.some(row => row.after === undefined && rowAt(row, now) !== row)) return summary;
  const rows = table.map(row => rowAt(row, now));
  const credits = rows.map(creditsOf);
  const [first] = rows;
  if (first === undefined || rows.some(row => row.unit !== first.unit)) return summary;
  const known = credits.filter(amount => amount !== undefined);
  if (known.length === 0) return summary;
  const from = { credits: Math.min(...known), ...(first.unit === undefined ? {} : { unit: first.unit }) };
  return { ...summary, from };
}
