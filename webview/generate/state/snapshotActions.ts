/** Applies states that come from the extension. */
import { isSame } from '../../../src/shared/isSame.ts';
import type { Push } from '../../../src/shared/protocol/messages.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { withoutChoices } from '../model/modes.ts';
import { isBehind, latest, readSaved, reconcile } from '../model/savedState.ts';
import type { Saved } from '../model/savedState.ts';
import { attempt, mergeMedia, patchSnapshot, saveDraft } from './page.ts';
import type { Page } from './page.ts';
import { INITIAL_UI, modelOf, savedOf } from './pageState.ts';
import { refreshRequest } from './panelActions.ts';
import { resetForm } from './resetForm.ts';

/** The parts of a snapshot that do not depend on the model or the draft. */
export type Ambient = Pick<Snapshot, 'models' | 'account' | 'tasks' | 'moreTasks' | 'batch' | 'picker'>;

export const ambientOf = ({ models, account, tasks, moreTasks, batch, picker }: Snapshot): Ambient => ({
  models,
  account,
  tasks,
  moreTasks,
  batch,
  picker
});

/** Loads the first state, together with the draft from before the view was hidden. */
export function start(page: Page, state: Promise<Snapshot>): Promise<void> {
  return attempt(page, async () => {
    let snapshot = await state;
    const saved = readSaved(page.saved.get());
    if (saved !== undefined && snapshot.model === undefined && snapshot.models.some(({ id }) => id === saved.model)) {
      snapshot = { ...snapshot, ...(await page.rpc.ask('chooseModel', { id: saved.model })) };
    }
    applySnapshot(page, snapshot, saved);
  });
}

export function applyPush(page: Page, push: Push): void {
  switch (push.type) {
    case 'snapshot':
      if (!deferPush(page, push.snapshot)) applyPushedSnapshot(page, push.snapshot);
      break;
    case 'focusPrompt':
      page.store.update({ wantsPrompt: true });
      break;
    case 'resetForm':
      resetForm(page);
      break;
    case 'account':
      patchSnapshot(page, { account: push.account });
      break;
    case 'tasks':
      patchSnapshot(page, { tasks: push.tasks, moreTasks: push.moreTasks, batch: push.batch });
      break;
  }
}

/**
 * Defers a snapshot while a model choice is pending: it may be older than the choice, or be of the chosen model without
 * the values that were entered since.
 * @returns false when no choice is pending
 */
function deferPush({ store }: Page, snapshot: Snapshot): boolean {
  const { choice } = store.get();
  if (choice === undefined) return false;
  if (choice.deferred === undefined || choice.deferred.edition <= snapshot.edition) {
    store.update({ choice: { ...choice, deferred: snapshot } });
  }
  return true;
}

/** Applies a snapshot that the extension posted on its own. */
export function applyPushedSnapshot(page: Page, snapshot: Snapshot): void {
  const now = savedOf(page.store.get());
  if (isBehind(snapshot, now)) patchSnapshot(page, ambientOf(snapshot));
  else applySnapshot(page, snapshot, now);
}

/** Applies a whole state. `saved`: the draft of the page, which the extension may not have yet. */
export function applySnapshot(page: Page, snapshot: Snapshot, saved?: Saved): void {
  const { store, evaluator } = page;
  const state = store.get();
  const newer = reconcile(snapshot, saved);
  const isKept = newer !== snapshot.draft;
  const isSameModel = modelOf(state) === snapshot.model?.entry.id;
  // With the same values nothing changes for the user: chosen options stay, and a reset can still be undone.
  const isUnchanged = isSameModel && isSame(newer, state.draft);
  const draft = isUnchanged ? state.draft : newer;
  const { edition, typed } = latest(snapshot, saved);
  // An answer in flight is about another draft.
  if (!isKept) evaluator.discard();
  store.update({
    modes: isKept || isUnchanged ? state.modes : withoutChoices(state.modes),
    ...(isSameModel ? {} : INITIAL_UI),
    // `typed` never shrinks: an evaluate request with the higher number may still be in flight.
    snapshot: { ...snapshot, edition, typed: Math.max(typed, state.snapshot?.typed ?? 0) },
    draft,
    evaluation: isKept ? (state.evaluation ?? snapshot.evaluation) : snapshot.evaluation
  });
  mergeMedia(page, Object.values(snapshot.media));
  saveDraft(page);
  // A preview in flight is about the draft before.
  if (newer !== state.draft) void refreshRequest(page);
  if (snapshot.model !== undefined && (isKept || snapshot.evaluation === undefined)) evaluator.evaluate();
}
