import type { Draft } from '../../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';
import { isObject } from '../../../../src/shared/guards.ts';

/** A number of each item of a list, which together should be the value of another parameter. */
export interface Shared {
  readonly list: string;
  readonly key: string;
  /** The parameter with the total. */
  readonly is: string;
}

type Item = Readonly<Record<string, unknown>>;

/** The parts of `rule.limits.sum`, such as the durations of shots, which should add up to the duration of the video. */
export function sharedTotals({ rules }: Pick<ModelEntry, 'rules'>): readonly Shared[] {
  return rules.flatMap(({ limits }): Shared[] => {
    const [, list, key] = /^(\w+)\[\]\.(\w+)$/.exec(limits?.sum?.of ?? '') ?? [];
    return limits?.sum === undefined || list === undefined || key === undefined
      ? []
      : [{ list, key, is: limits.sum.is }];
  });
}

/** The total that the items should have; undefined when it is not a number. */
export function totalOf({ params }: Pick<ModelEntry, 'params'>, draft: Draft, { is }: Shared): number | undefined {
  const total = Number(draft[is] ?? params[is]?.default);
  return Number.isFinite(total) && total > 0 ? total : undefined;
}

export const itemsOf = (draft: Draft, list: string): readonly Item[] => {
  const value = draft[list];
  return Array.isArray(value) ? (value as readonly unknown[]).map(item => (isObject(item) ? item : {})) : [];
};

/** Whole numbers that are as equal as possible and add up to the total, within the bounds of the parameter. */
export function evenShares(total: number, count: number, { minimum = 1, maximum = Infinity }: Param = {}): number[] {
  const each = Math.floor(total / count);
  const rest = total - each * count;
  return Array.from({ length: count }, (_, i) => Math.min(maximum, Math.max(minimum, each + (i < rest ? 1 : 0))));
}

/** Whether the items have no numbers yet, or an even split of the total. */
export function areEven(entry: ModelEntry, draft: Draft, shared: Shared): boolean {
  const items = itemsOf(draft, shared.list);
  const numbers = items.map(item => item[shared.key]);
  if (numbers.every(number => number === undefined)) return true;
  const total = totalOf(entry, draft, shared);
  if (total === undefined) return false;
  const even = evenShares(total, items.length, paramOf(entry, shared));
  return numbers.every((number, i) => number === even[i]);
}

/** The draft with the total split evenly among the items. */
export function splitEvenly(entry: ModelEntry, draft: Draft, shared: Shared): Draft {
  const { list, key } = shared;
  const items = itemsOf(draft, list);
  const total = totalOf(entry, draft, shared);
  if (total === undefined || items.length === 0) return draft;
  const shares = evenShares(total, items.length, paramOf(entry, shared));
  return { ...draft, [list]: items.map((item, i) => ({ ...item, [key]: shares[i] })) };
}

const paramOf = ({ params }: ModelEntry, { list, key }: Shared): Param => params[list]?.items?.properties?.[key] ?? {};
