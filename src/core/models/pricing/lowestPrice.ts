import { creditsOf } from '../../../shared/format/credits.ts';
import type { ModelSummary } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';

/** Adds the lowest price of a model to its summary, if all price rows have the same unit. In credits per unit. */
export function withLowestPrice(summary: ModelSummary, entry: ModelEntry | undefined): ModelSummary {
  const rows = (entry?.price ?? []).filter(row => row.unit !== 'input-image');
  const credits = rows.map(creditsOf);
  const [first] = rows;
  if (first === undefined || rows.some(row => row.unit !== first.unit)) return summary;
  const known = credits.filter(amount => amount !== undefined);
  if (known.length === 0) return summary;
  const from = { credits: Math.min(...known), ...(first.unit === undefined ? {} : { unit: first.unit }) };
  return { ...summary, from };
}
