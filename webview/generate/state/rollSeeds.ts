import { newSeed, rollFlag, seedsOf } from '../model/values/seeds.ts';
import { setValue } from './draftActions.ts';
import type { Page } from './page.ts';
import { entryOf } from './pageState.ts';

/** Sets new seeds where the user does not keep them. */
export function rollSeeds(page: Page): void {
  for (const [name, param] of seedsOf(entryOf(page.store.get()))) {
    const { draft, flags } = page.store.get();
    if (draft[name] !== undefined && flags.get(rollFlag(name)) === true) setValue(page, [name], newSeed(param));
  }
}
