/** Rules about values that belong together, and about values inside lists. */
import type { Rule } from '../../../src/shared/modelRule.ts';
import { bounds, within } from './checkBounds.ts';
import type { Input, Wrong } from './checkBounds.ts';
import { isRecord, isUnset } from './values.ts';

export function checkPairs(rule: Rule, input: Input, wrong: Wrong): ReturnType<Wrong>[] {
  const { compare, difference, sameLength, memberOf, unique } = rule;
  const problems: ReturnType<Wrong>[] = [];
  if (compare) {
    const [first, sign, second] = compare;
    const bad = pairs(input, first, second).some(([a, b]) => !compares(a, sign, b));
    if (bad) problems.push(wrong(first, `Must be ${sign} ${second}`));
  }
  if (difference) {
    const limits = bounds(difference.min, difference.max);
    const bad = pairs(input, difference.of[0], difference.of[1]).some(([a, b]) => !within(round(a - b), limits));
    if (bad) problems.push(wrong(difference.of[0], 'Difference out of range'));
  }
  if (sameLength) {
    const lengths = sameLength
      .map(name => input[name])
      .filter(value => Array.isArray(value))
      .map(list => list.length);
    if (lengths.length === sameLength.length && new Set(lengths).size > 1) {
      problems.push(wrong(sameLength[0] ?? '', 'Lists must be equally long'));
    }
  }
  if (memberOf) {
    const known = new Set(pick(input, memberOf.in));
    if (known.size > 0 && pick(input, memberOf.of).some(value => !known.has(value))) {
      problems.push(wrong(memberOf.of, `Must be one of ${memberOf.in}`));
    }
  }
  if (unique !== undefined) {
    const values = pick(input, unique);
    if (new Set(values).size < values.length) problems.push(wrong(unique, 'Values must differ'));
  }
  return problems;
}

function compares(a: number, sign: string, b: number): boolean {
  switch (sign) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return a === b;
  }
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Returns the values at a path such as `dialogue[].text` or `seconds`. */
export function pick(input: Input, path: string): unknown[] {
  const [list = '', inner] = path.split('[].');
  if (inner === undefined) return isUnset(input[list]) ? [] : [input[list]].flat();
  const items = input[list];
  if (!Array.isArray(items)) return [];
  return items.map(item => (isRecord(item) ? item[inner] : undefined)).filter(value => value !== undefined);
}

/** Returns number pairs of two paths; inside lists item by item, only where both are set. */
function pairs(input: Input, first: string, second: string): [number, number][] {
  const [list = '', firstKey] = first.split('[].');
  const secondKey = second.split('[].')[1];
  const rows: [unknown, unknown][] =
    firstKey === undefined || secondKey === undefined
      ? [[input[first], input[second]]]
      : [input[list]]
          .flat()
          .filter(isRecord)
          .map(item => [item[firstKey], item[secondKey]]);
  return rows.filter((row): row is [number, number] => row.every(value => typeof value === 'number'));
}
