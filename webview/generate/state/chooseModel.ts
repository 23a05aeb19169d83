import type { Draft } from '../../../src/shared/form.ts';
import type { ModelState, Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { Saved } from '../model/savedState.ts';
import { chooseMode, setValue } from './draftActions.ts';
import { fail, patchSnapshot } from './page.ts';
import type { Page } from './page.ts';
import { chosenModel, entryOf, modelOf, savedOf } from './pageState.ts';
import type { PageState } from './pageState.ts';
import { ambientOf, applyPushedSnapshot, applySnapshot } from './snapshotActions.ts';

/**
 * Changes to another model. Its form shows at once when {@link Page.lookAhead} has it, and the answer of the extension
 * settles it. Of several choices the last counts.
 */
export async function chooseModel(page: Page, id: string): Promise<void> {
  const { store, rpc, evaluator } = page;
  const before = store.get();
  const look = page.lookAhead.take(id);
  const isCurrent = beginChoice(page, id);
  // The extension carries over the draft that it knows, and messages keep their order.
  evaluator.flush();
  let early: Draft | undefined;
  try {
    const asked = rpc.ask('chooseModel', { id });
    const seen = look === undefined ? undefined : await Promise.race([look, asked]);
    if (seen !== undefined && isCurrent()) early = showModel(page, { ...seen, ...ambient(page) });
    const chosen = await asked;
    if (isCurrent()) settleChoice(page, chosen, early);
  } catch (error) {
    if (!isCurrent()) return;
    if (early !== undefined && before.snapshot !== undefined) {
      restore(page, { ...before.snapshot, ...ambient(page) }, savedOf(before));
    }
    evaluator.evaluate();
    fail(page, error);
  }
  if (isCurrent()) endChoice(page);
}

/** Changes to a model, unless it is the current one, and sets the values that the search presets. */
export async function pickModel(page: Page, id: string, input: Draft = {}): Promise<void> {
  if (id !== chosenModel(page.store.get())) await chooseModel(page, id);
  if (entryOf(page.store.get())?.id === id) enterValues(page, input);
}

/** Returns a function: true until this choice has ended or a later one was made. */
function beginChoice({ store }: Page, id: string): () => boolean {
  const { choice, choiceCount } = store.get();
  const turn = choiceCount + 1;
  // An error of the model before does not concern this one.
  store.update({ choiceCount: turn, choice: { edited: new Set(), ...choice, turn, id }, problem: undefined });
  return () => store.get().choice?.turn === turn;
}

function endChoice(page: Page): void {
  const deferred = page.store.get().choice?.deferred;
  page.store.update({ choice: undefined });
  if (deferred !== undefined) applyPushedSnapshot(page, deferred);
}

const ambient = ({ store }: Page): Partial<Snapshot> => {
  const { snapshot } = store.get();
  return snapshot === undefined ? {} : ambientOf(snapshot);
};

const models = ({ store }: Page): Pick<Snapshot, 'models'> => ({ models: store.get().snapshot?.models ?? [] });

/** Applies the answer of the extension. An early form that began with the same draft keeps later input. */
function settleChoice(page: Page, chosen: ModelState, early: Draft | undefined): void {
  if (early === undefined || JSON.stringify(early) !== JSON.stringify(chosen.draft)) {
    showModel(page, chosen);
    return;
  }
  const state = page.store.get();
  const now = savedOf(state);
  if (isOutdated(page, chosen) || now?.model !== chosen.model?.entry.id) return;
  // Input since then has removed the early list of left-out values.
  const settled = { ...models(page), ...chosen, leftOut: state.snapshot?.leftOut ?? [] };
  applySnapshot(page, settled, now === undefined ? now : { ...now, edition: chosen.edition });
}

/**
 * Shows the form of a model with the values that were entered since the choice, where it has parameters for them.
 * @returns the draft before those values; undefined when the state is outdated
 */
function showModel(page: Page, chosen: ModelState): Draft | undefined {
  if (isOutdated(page, chosen)) return undefined;
  const entered = enteredValues(page);
  const before = page.store.get();
  applySnapshot(page, { ...models(page), ...chosen });
  const { draft } = page.store.get();
  enterValues(page, entered);
  if (modelOf(before) === chosen.model?.entry.id) chooseOptionsAgain(page, before);
  return draft;
}

/** Chooses the options that the user chose in the early form: the answer may have values for the other ones. */
function chooseOptionsAgain(page: Page, { modes, evaluation }: PageState): void {
  for (const mode of evaluation?.modes ?? []) {
    const index = modes.chosen.get(mode.id);
    if (index !== undefined) chooseMode(page, mode, index);
  }
}

/** Returns to the state before the choice, with the values that were entered since. */
function restore(page: Page, before: Snapshot, saved: Saved | undefined): void {
  const entered = enteredValues(page);
  applySnapshot(page, before, saved);
  enterValues(page, entered);
}

function enteredValues({ store }: Page): Draft {
  const { choice, draft } = store.get();
  return Object.fromEntries([...(choice?.edited ?? [])].map(name => [name, draft[name]]));
}

/** Enters values that belong to the choice of the model, so the list of left-out values stays. */
function enterValues(page: Page, values: Draft): void {
  const params = entryOf(page.store.get())?.params ?? {};
  const leftOut = page.store.get().snapshot?.leftOut ?? [];
  for (const [name, value] of Object.entries(values)) {
    if (Object.hasOwn(params, name)) setValue(page, [name], value);
  }
  patchSnapshot(page, { leftOut });
}

/** Whether the extension has put another request into the form since. */
const isOutdated = ({ store }: Page, { edition }: ModelState): boolean =>
  edition < (store.get().snapshot?.edition ?? 0);
