import fc from 'fast-check';
import type { Param } from '../../../src/shared/model.ts';
import { valueArbitrary } from './arbitraries.ts';
import { seededRandom } from './seededRandom.ts';

/** Random choices that are the same in every run with the same seed. */
export interface RandomValues {
  /** Returns one of 40 generated values of a parameter. */
  readonly valueFor: (name: string, param: Param) => unknown;
  /** Returns an integer from 0 up to, but not including, `count`. */
  readonly pickIndex: (count: number) => number;
}

export function randomValues(seed: number): RandomValues {
  const rnd = seededRandom(seed);
  const pools = new Map<Param, readonly unknown[]>();
  const pickIndex = (count: number): number => Math.floor(rnd() * count);
  const valueFor = (_name: string, param: Param): unknown => {
    const pool = pools.get(param) ?? fc.sample(valueArbitrary(param), { seed, numRuns: 40 });
    pools.set(param, pool);
    return pool[pickIndex(pool.length)];
  };
  return { valueFor, pickIndex };
}
