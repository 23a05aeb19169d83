import type { Draft } from '../../../src/shared/form.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { isNumber, isObject, isString, object } from '../../../src/shared/guards.ts';

/** The state that the page saves; `edition` and `typed` as in a snapshot. */
export interface Saved {
  readonly model: string;
  readonly draft: Draft;
  readonly edition: number;
  readonly typed: number;
}

const isSaved = object({ model: isString, draft: isObject, edition: isNumber, typed: isNumber });

export function readSaved(state: unknown): Saved | undefined {
  if (!isSaved(state)) return undefined;
  const { model, draft, edition, typed } = state;
  return { model, draft, edition, typed };
}

/** The newer of both: a higher edition first, then the higher number of changes. */
export function latest(snapshot: Snapshot, saved: Saved | undefined): Snapshot | Saved {
  if (saved === undefined || saved.model !== snapshot.model?.entry.id || saved.edition < snapshot.edition)
    return snapshot;
  return saved.edition === snapshot.edition && saved.typed < snapshot.typed ? snapshot : saved;
}

/**
 * Returns the newer draft. After a restart the extension may have a newer one than the page: VS Code writes the state of
 * a webview with a delay.
 */
export function reconcile(snapshot: Snapshot, saved: Saved | undefined): Draft {
  const { draft } = latest(snapshot, saved);
  return JSON.stringify(draft) === JSON.stringify(snapshot.draft) ? snapshot.draft : draft;
}

/** Whether the snapshot is of a model that the page has left since, for one that still exists. */
export const isBehind = (snapshot: Snapshot, now: Saved | undefined): boolean =>
  now !== undefined &&
  snapshot.edition <= now.edition &&
  snapshot.model?.entry.id !== now.model &&
  snapshot.models.some(({ id }) => id === now.model);
