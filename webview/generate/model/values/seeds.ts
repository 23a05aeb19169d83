import type { ModelEntry, Param } from '../../../../src/shared/model.ts';

/** The largest random seed where the documentation gives no maximum; all documented maximums are at most this. */
const MAX_SEED = 2_147_483_647;

/** Whether a parameter is a number that only makes a result repeatable. */
export const isSeed = (name: string, param: Param): boolean =>
  /^seeds?$/i.test(name) && (param.type === 'integer' || param.type === 'number') && param.enum === undefined;

export const seedsOf = (entry: ModelEntry | undefined): readonly (readonly [string, Param])[] =>
  Object.entries(entry?.params ?? {}).filter(([name, param]) => isSeed(name, param));

/** A random seed within the documented bounds, never a negative one: where allowed, those mean "random". */
export function newSeed(param: Param): number {
  const minimum = Math.max(0, param.minimum ?? 0);
  const maximum = Math.min(MAX_SEED, param.maximum ?? MAX_SEED);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return minimum + (random % (maximum - minimum + 1));
}

/** The name of the flag of a seed that gets a new value after each run. */
export const rollFlag = (name: string): string => `roll:${name}`;
