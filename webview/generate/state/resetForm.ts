import type { Draft } from '../../../src/shared/form.ts';
import { withoutChoices } from '../model/modes.ts';
import { NOTHING_TOUCHED } from '../model/touched.ts';
import { replaceDraft } from './draftActions.ts';
import type { Page } from './page.ts';
import { entryOf } from './pageState.ts';

/** Empties the form, apart from the values that every new form of the model starts with. It can be undone. */
export function resetForm(page: Page): void {
  const { store } = page;
  const state = store.get();
  const { draft } = state;
  const entry = entryOf(state);
  const initial: Draft = entry?.start ?? {};
  if (entry === undefined || JSON.stringify(draft) === JSON.stringify(initial)) return;
  store.update({ touched: NOTHING_TOUCHED, modes: withoutChoices(state.modes), variants: new Map() });
  replaceDraft(page, initial);
  store.update({ reset: { before: draft, after: store.get().draft } });
}

/** Puts the values from before the reset back. */
export function undoReset(page: Page): void {
  const { reset, modes } = page.store.get();
  if (reset === undefined) return;
  page.store.update({ reset: undefined, modes: withoutChoices(modes) });
  replaceDraft(page, reset.before);
}
