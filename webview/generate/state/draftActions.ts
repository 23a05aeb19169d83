/** Changes of the draft and of the fields. */
import type { Draft, FieldMode } from '../../../src/shared/form.ts';
import { changesSince, pathOf, setInDraft } from '../model/draftPath.ts';
import type { Keys } from '../model/draftPath.ts';
import { withLinkedValues } from '../model/values/linkedValues.ts';
import { chooseOption } from '../model/modes.ts';
import { touch } from '../model/touched.ts';
import { patchSnapshot, saveDraft } from './page.ts';
import type { Page } from './page.ts';
import { entryOf, valueAt } from './pageState.ts';

/** Sets a value, or removes it with `undefined`, and lets the extension evaluate the draft. */
export function setValue(page: Page, keys: Keys, value: unknown): void {
  const { touched, draft, refusals } = page.store.get();
  const entry = entryOf(page.store.get());
  const next = setInDraft(draft, keys, value);
  const path = pathOf(keys);
  const others = refusals.has(path) ? new Map([...refusals].filter(([field]) => field !== path)) : refusals;
  page.store.update({ touched: touch(touched, path), refusals: others });
  replaceDraft(page, entry === undefined ? next : withLinkedValues(entry, draft, next));
}

/** Replaces the whole draft, removes the list of left-out values and lets the extension evaluate the draft. */
export function replaceDraft(page: Page, draft: Draft): void {
  const { choice, draft: before, snapshot } = page.store.get();
  const edited = Object.keys(changesSince(before, draft));
  page.store.update({
    draft,
    choice: choice === undefined ? undefined : { ...choice, edited: new Set([...choice.edited, ...edited]) }
  });
  patchSnapshot(page, { typed: (snapshot?.typed ?? 0) + 1, leftOut: [] });
  saveDraft(page);
  page.evaluator.evaluate();
}

/** The field at `keys` has received the focus. */
export function focusField({ store }: Page, keys: Keys): void {
  const path = pathOf(keys);
  store.update({ focused: path, lastFocused: path });
}

/** The focus has left the field at `keys`: its issues show from now on. */
export function leaveField({ store }: Page, keys: Keys): void {
  const { focused, touched } = store.get();
  const path = pathOf(keys);
  store.update({ focused: focused === path ? undefined : focused, touched: touch(touched, path) });
}

/** Chooses the option to fill in where fields exclude each other. */
export function chooseMode(page: Page, mode: FieldMode, index: number): void {
  const state = page.store.get();
  const { modes, draft } = chooseOption(state.modes, mode, index, state.draft);
  page.store.update({ modes });
  replaceDraft(page, draft);
}

/** Chooses an alternative of a parameter with `oneOf`; the value of the other one is removed. */
export function chooseVariant(page: Page, keys: Keys, index: number): void {
  const state = page.store.get();
  page.store.update({ variants: new Map([...state.variants, [pathOf(keys), index]]) });
  if (valueAt(state, keys) !== undefined) setValue(page, keys, undefined);
}

export function setFlag({ store }: Page, name: string, value: boolean): void {
  const { flags } = store.get();
  if (flags.get(name) !== value) store.update({ flags: new Map([...flags, [name, value]]) });
}
