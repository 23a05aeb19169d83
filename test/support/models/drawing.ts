import fc from 'fast-check';
import type { Param } from '../../../src/shared/model.ts';
import { valueOf } from './arbitraries.ts';
import { diceOf } from './dice.ts';

/** Random choices that are the same in every run with the same seed. */
export interface Drawing {
  /** Returns one of 40 generated values of a parameter. */
  readonly draw: (name: string, param: Param) => unknown;
  /** Returns an integer from 0 up to, but not including, `count`. */
  readonly choose: (count: number) => number;
}

export function drawing(seed: number): Drawing {
  const rnd = diceOf(seed);
  const pools = new Map<Param, readonly unknown[]>();
  const choose = (count: number): number => Math.floor(rnd() * count);
  const draw = (_name: string, param: Param): unknown => {
    const pool = pools.get(param) ?? fc.sample(valueOf(param), { seed, numRuns: 40 });
    pools.set(param, pool);
    return pool[choose(pool.length)];
  };
  return { draw, choose };
}
