import type { Condition, Conditions } from '../../../shared/modelRule.ts';
import type { Values } from './paths.ts';
import { isSet } from './paths.ts';

/** The values that conditions are evaluated against: set values and provider defaults. */
export interface EvaluationContext {
  readonly set: Values;
  readonly defaults: Values;
}

/** The set value, or the default. */
export const valueOf = (context: EvaluationContext, name: string): unknown =>
  isSet(context.set[name]) ? context.set[name] : context.defaults[name];

export const allHold = (when: Conditions | undefined, context: EvaluationContext): boolean =>
  Object.entries(when ?? {}).every(([name, condition]) => holds(condition, name, context));

function holds(condition: Condition, name: string, context: EvaluationContext): boolean {
  const value = valueOf(context, name);
  if (Array.isArray(condition)) return (condition as readonly unknown[]).includes(value);
  if (typeof condition !== 'object') return value === condition;
  if ('not' in condition) return !(condition.not as readonly unknown[]).includes(value);
  if ('set' in condition) return isSet(context.set[name]) === condition.set;
  if ('count' in condition) return within(countOf(context.set[name]), condition.count);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && within(number, condition as Bounds);
}

/** The number of items of a list; 1 for any other set value, 0 when unset. */
export const countOf = (value: unknown): number => (Array.isArray(value) ? value.length : isSet(value) ? 1 : 0);

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Inclusive on both sides. */
const within = (value: number, bounds: Bounds): boolean =>
  value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity);
