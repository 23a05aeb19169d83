import type { Draft } from '../../../src/shared/form.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { isNumber, isObject, isString, object } from '../../../src/shared/guards.ts';

/** What the page keeps for itself; `edition` and `typed` as in a snapshot. */
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

/** The later of both: another request of the host counts more than any change of the page, then the number of changes. */
export function latest(snapshot: Snapshot, saved: Saved | undefined): Snapshot | Saved {
  if (saved === undefined || saved.model !== snapshot.model?.entry.id || saved.edition < snapshot.edition)
    return snapshot;
  return saved.edition === snapshot.edition && saved.typed < snapshot.typed ? snapshot : saved;
}

/**
 * The draft that counts. Of what the page kept while the window was closed the host may have the later one: VS Code writes
 * that down in its own time.
 */
export function reconcile(snapshot: Snapshot, saved: Saved | undefined): Draft {
  const { draft } = latest(snapshot, saved);
  return JSON.stringify(draft) === JSON.stringify(snapshot.draft) ? snapshot.draft : draft;
}

/** Whether it tells of a model that the page has left meanwhile, for one that there still is. */
export const isBehind = (snapshot: Snapshot, now: Saved | undefined): boolean =>
  now !== undefined &&
  snapshot.edition <= now.edition &&
  snapshot.model?.entry.id !== now.model &&
  snapshot.models.some(({ id }) => id === now.model);
