import type { Rule, SumHint } from '../../../shared/modelRule.ts';
import { countOf, valueOf } from './conditions.ts';
import type { EvaluationContext } from './conditions.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { pick } from './paths.ts';
import { codePoints } from '../../../shared/textParts.ts';
import type { Values } from './paths.ts';

export type Sum = NonNullable<Rule['sum']>;

/** Tolerance for lengths from containers, in seconds. */
const LENGTH_NOISE = 0.05;

/**
 * The total of a `sum` rule: weighted items, characters (code points) or seconds. Media of unknown length count as 0,
 * because the known ones alone may exceed the limit.
 */
export function totalOf(sum: Sum, values: Values, facts: Facts): { readonly used: number; readonly over: boolean } {
  if (sum.count) {
    const used = Object.entries(sum.count).reduce((n, [name, weight]) => n + weight * countOf(values[name]), 0);
    return { used, over: used > sum.max };
  }
  if (sum.textLength !== undefined) {
    const texts = pick(values, sum.textLength).map(found => found.value);
    const used = texts.reduce<number>((n, text) => n + (typeof text === 'string' ? codePoints(text) : 0), 0);
    return { used, over: used > sum.max };
  }
  const value = values[sum.seconds ?? ''];
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const used = list.reduce<number>((n, item) => n + (typeof item === 'string' ? (facts(item)?.seconds ?? 0) : 0), 0);
  return { used, over: used > sum.max + LENGTH_NOISE };
}

/** The sum of the numbers of a sum that is only advised, and the sum that they should have. */
export function sharedTotal(
  { of, is }: SumHint,
  context: EvaluationContext
): { readonly used: number; readonly max: number } {
  const used = pick(context.set, of).reduce((sum, { value }) => sum + (typeof value === 'number' ? value : 0), 0);
  return { used, max: Number(valueOf(context, is)) };
}
