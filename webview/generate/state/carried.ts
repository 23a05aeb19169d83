/** The values that the last change of the model carried over. */
import type { Carried, Draft } from '../../../src/shared/form.ts';
import { isSame } from '../../../src/shared/isSame.ts';
import { replaceDraft } from './draftActions.ts';
import type { Page } from './page.ts';
import type { PageState } from './pageState.ts';

/** The names of the parameters that still have the value that was carried over. */
export function carriedNames({ snapshot, draft }: Pick<PageState, 'snapshot' | 'draft'>): readonly string[] {
  const values = snapshot?.carried?.values ?? {};
  return Object.keys(values).filter(name => isSame(values[name], draft[name]));
}

/** Returns the parameters with a carried-over value to the values that they had before. Later input stays. */
export function undoCarried(page: Page): void {
  const state = page.store.get();
  const carried = state.snapshot?.carried;
  if (carried === undefined) return;
  replaceDraft(page, withoutCarried(state.draft, carried, carriedNames(state)));
}

function withoutCarried(draft: Draft, { before }: Carried, names: readonly string[]): Draft {
  const kept = Object.entries(draft).filter(([name]) => !names.includes(name));
  const restored = names.filter(name => Object.hasOwn(before, name)).map(name => [name, before[name]]);
  return Object.fromEntries([...kept, ...restored]) as Draft;
}
