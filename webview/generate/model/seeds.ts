import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import type { App } from '../state/app.ts';

/** Most that is rolled where the documentation gives no end; all documented ends are at most this. */
const MOST = 2_147_483_647;

/** Whether a parameter is a number that only makes a result repeatable. */
export const isSeed = (name: string, param: Param): boolean =>
  /^seeds?$/i.test(name) && (param.type === 'integer' || param.type === 'number') && param.enum === undefined;

export const seedsOf = (entry: ModelEntry | undefined): readonly (readonly [string, Param])[] =>
  Object.entries(entry?.params ?? {}).filter(([name, param]) => isSeed(name, param));

/** A new seed within the documented bounds. Negative ones mean "random" where they are allowed, so none is rolled. */
export function newSeed(param: Param): number {
  const least = Math.max(0, param.minimum ?? 0);
  const most = Math.min(MOST, param.maximum ?? MOST);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return least + (random % (most - least + 1));
}

/** The name of the flag that says that a seed is rolled anew after each run. */
export const rollFlag = (name: string): string => `roll:${name}`;

/** New seeds for those that the person does not want to keep. */
export function rollSeeds(app: App): void {
  for (const [name, param] of seedsOf(app.snapshot?.model?.entry)) {
    if (app.draft[name] !== undefined && app.flag(rollFlag(name)) === true) app.set([name], newSeed(param));
  }
}
