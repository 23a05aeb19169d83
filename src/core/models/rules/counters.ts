import * as l10n from '@vscode/l10n';
import { mediaKindOf } from '../../../shared/catalog/mediaParams.ts';
import { limitText } from '../../../shared/format/decimalText.ts';
import type { FieldCounter, FieldState } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Facts } from '../values/mediaLimits.ts';
import type { EvaluationContext } from './conditions.ts';
import type { SumHint } from '../../../shared/modelRule.ts';
import type { Sum } from './sums.ts';
import { sharedTotal, totalOf } from './sums.ts';
import { formatAnd } from '../../../shared/format/listFormat.ts';
import { labelAt } from '../values/sentences.ts';
import { before } from '../../../shared/textParts.ts';

/** The usage of limits that several values share. Hidden fields and limits that a list has itself are left out. */
export function counters(
  entry: ModelEntry,
  context: EvaluationContext,
  fields: Readonly<Record<string, FieldState>>,
  facts: Facts
): readonly FieldCounter[] {
  const values = context.set;
  return entry.rules.flatMap(({ sum, limits }): FieldCounter[] => {
    if (limits?.sum) return totalCounter(entry, limits.sum, context, fields);
    if (!sum) return [];
    const params = paramsOf(sum).filter(name => fields[name]?.hidden !== true);
    const [only, ...others] = params;
    if (only === undefined) return [];
    const alone = others.length === 0 && sum.count?.[only] === 1;
    if (alone && (entry.params[only]?.maxItems ?? Infinity) <= sum.max) return [];
    const { used } = totalOf(sum, values, facts);
    return [
      { params, used: round(used), max: sum.max, unit: unitOf(entry, sum, params), label: labelOf(entry, sum, params) }
    ];
  });
}

/** The running sum of numbers that should add up, such as the durations of shots. */
function totalCounter(
  entry: ModelEntry,
  total: SumHint,
  context: EvaluationContext,
  fields: Readonly<Record<string, FieldState>>
): FieldCounter[] {
  const name = before(total.of, /[[.]/);
  const { used, max } = sharedTotal(total, context);
  if (fields[name]?.hidden === true || !Number.isFinite(max)) return [];
  return [{ params: [name], used: round(used), max, unit: 'seconds', label: labelAt(entry, name) }];
}

function paramsOf(sum: Sum): readonly string[] {
  return Object.keys(sum.count ?? { [before(sum.textLength ?? sum.seconds ?? '', /[[.]/)]: 1 });
}

function unitOf(
  { params: all }: ModelEntry,
  { count, textLength }: Sum,
  params: readonly string[]
): FieldCounter['unit'] {
  if (count === undefined) return textLength === undefined ? 'seconds' : 'characters';
  if (params.some(name => count[name] !== 1)) return 'points';
  const kinds = new Set(params.map(name => mediaKindOf(all[name])));
  const [kind] = kinds;
  if (kinds.has(undefined)) return 'items';
  if (kind === undefined || kinds.size > 1) return 'files';
  return ({ image: 'images', video: 'videos', audio: 'audio' } as const)[kind];
}

/** "Reference Images and Source Video (counts as 2 each)" */
function labelOf(entry: ModelEntry, sum: Sum, params: readonly string[]): string {
  return formatAnd(
    params.map(name => {
      const weight = sum.count?.[name] ?? 1;
      const label = labelAt(entry, name);
      return weight === 1 ? label : l10n.t('{0} (counts as {1} each)', label, limitText(weight));
    })
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
