import { mediaKindOf } from '../../shared/catalog/mediaParams.ts';
import type { Length } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { EvaluationContext } from './rules/conditions.ts';
import { valueOf } from './rules/conditions.ts';
import { isSet } from './rules/paths.ts';
import type { Facts } from './values/mediaLimits.ts';

/** The parameters whose seconds determine the price: numbers or media. */
function secondsParams({ priceBy: by = {} }: ModelEntry): readonly string[] {
  const output = by.outputSeconds === undefined ? [] : [by.outputSeconds.sameAs];
  return [...new Set([...(by.seconds ?? []), ...(by.maybeSeconds ?? []), ...output])];
}

/** The parameter with the duration of the result in seconds. */
function durationParam(entry: ModelEntry): string | undefined {
  const known = [entry.duration, 'duration', ...secondsParams(entry)];
  return known.find(
    name => name !== undefined && Object.hasOwn(entry.params, name) && mediaKindOf(entry.params[name]) === undefined
  );
}

/**
 * The duration of the result and the lengths of the media that determine the price. A length that is not documented and
 * does not affect the price is left out.
 */
export function lengthsOf(
  entry: ModelEntry,
  context: EvaluationContext,
  facts: Facts,
  isHidden: (name: string) => boolean
): readonly Length[] {
  const name = durationParam(entry);
  const duration = name === undefined || isHidden(name) ? undefined : durationOf(entry, name, context);
  const media = secondsParams(entry).filter(
    each => mediaKindOf(entry.params[each]) !== undefined && isSet(context.set[each])
  );
  const lengths = [
    ...(duration === undefined ? [] : [duration]),
    ...media.map(each => ({ ...mediaLength(context.set[each], facts), of: entry.params[each]?.label ?? each }))
  ];
  const isBySecond = (entry.price ?? []).some(({ unit }) => unit === 'second');
  return lengths.length === 0 && isBySecond ? [{ kind: 'unknown' }] : lengths;
}

function durationOf(entry: ModelEntry, name: string, context: EvaluationContext): Length | undefined {
  const param = entry.params[name];
  const value = valueOf(context, name);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const seconds = isNumber ? Number(value) : NaN;
  if (seconds > 0 && Number.isFinite(seconds)) return { kind: 'exact', seconds };
  // A choice such as "Full video".
  const label = isNumber ? param?.enumLabels?.[String(value)] : undefined;
  if (label !== undefined) return { kind: 'text', text: label };
  const isPriced =
    secondsParams(entry).includes(name) || (entry.price ?? []).some(({ when = {} }) => Object.hasOwn(when, name));
  if (!isPriced) return undefined;
  const max = maxSeconds(entry, name);
  // -1 lets the model choose, up to the documented maximum.
  const isOpen = value === undefined || seconds === -1;
  return isOpen && max !== undefined ? { kind: 'atMost', seconds: max } : { kind: 'unknown' };
}

function maxSeconds(entry: ModelEntry, name: string): number | undefined {
  const param = entry.params[name];
  const values = (param?.enum ?? []).map(Number).filter(Number.isFinite);
  const max = param?.maximum ?? entry.numberTexts?.[name]?.maximum ?? Math.max(...values);
  return Number.isFinite(max) ? max : undefined;
}

function mediaLength(value: unknown, facts: Facts): Length {
  const files: readonly unknown[] = Array.isArray(value) ? value : [value];
  let seconds = 0;
  let isExact = true;
  for (const file of files) {
    const known = typeof file === 'string' ? facts(file) : undefined;
    const length = known?.seconds ?? known?.secondsAtMost;
    if (length === undefined) return { kind: 'unknown' };
    seconds += length;
    isExact &&= known?.seconds !== undefined;
  }
  return { kind: isExact ? 'exact' : 'atMost', seconds };
}
