import type { ModelEntry } from '../../../../shared/model.ts';
import type { PriceRow } from '../../../../shared/modelPrice.ts';
import type { EvaluationContext } from '../../rules/conditions.ts';
import { comparePrices } from './comparePrices.ts';
import type { Comparison } from './comparePrices.ts';

/** Any media file. */
const FILE = 'file:///any';
const MAX_CONTEXTS = 500;

/**
 * Compares the table of a model with the stated rows for every combination of the values that its prices depend on.
 * `open` when nothing could be compared.
 */
export function agreementOf(entry: ModelEntry, stated: readonly PriceRow[]): Comparison['agreement'] {
  const names = [...new Set([...(entry.price ?? []), ...stated].flatMap(row => Object.keys(row.when ?? {})))];
  const found = contextsOf(entry, names).map(
    context => comparePrices(entry, stated, { context, facts: () => ({ seconds: 5 }) }).agreement
  );
  if (found.includes('other')) return 'other';
  return found.includes('same') ? 'same' : 'open';
}

function contextsOf(entry: ModelEntry, names: readonly string[]): readonly EvaluationContext[] {
  const defaults = Object.fromEntries(
    Object.entries(entry.params).flatMap(([name, param]) =>
      param.default === undefined ? [] : [[name, param.default]]
    )
  );
  return names
    .reduce<readonly EvaluationContext['set'][]>(
      (sets, name) =>
        sets
          .flatMap(set => valuesOf(entry, name).map(value => (value === undefined ? set : { ...set, [name]: value })))
          .slice(0, MAX_CONTEXTS),
      [{}]
    )
    .map(set => ({ set, defaults }));
}

function valuesOf(entry: ModelEntry, name: string): readonly unknown[] {
  const param = entry.params[name];
  if (param?.enum !== undefined) return param.enum;
  if (param?.type === 'boolean') return [false, true];
  return param?.type === 'array' ? [undefined, [FILE]] : [undefined, param?.default ?? FILE];
}
