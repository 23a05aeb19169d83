import * as l10n from '@vscode/l10n';
import type { FieldCounter, FieldState } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Facts } from '../values/mediaLimits.ts';
import type { Values } from './paths.ts';
import type { Sum } from './sums.ts';
import { totalOf } from './sums.ts';
import { formatAnd } from '../../../shared/format/listFormat.ts';
import { labelAt } from '../values/sentences.ts';
import { before } from '../../../shared/textParts.ts';

/** The usage of limits that several values share. Hidden fields and limits that a list has itself are left out. */
export function counters(
  entry: ModelEntry,
  values: Values,
  fields: Readonly<Record<string, FieldState>>,
  facts: Facts
): readonly FieldCounter[] {
  return entry.rules.flatMap(({ sum }): FieldCounter[] => {
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
  const kinds = new Set(params.map(name => all[name]?.media ?? all[name]?.items?.media));
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
      return weight === 1 ? label : l10n.t('{0} (counts as {1} each)', label, weight);
    })
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
