import type { Draft } from '../../src/shared/form.ts';
import type { Snapshot } from '../../src/shared/protocol.ts';
import { isBag } from '../guards.ts';

/** What the page keeps for itself; `edition` as in the state that it came from. */
export interface Saved {
  readonly model: string;
  readonly draft: Draft;
  readonly edition: number;
}

export function readSaved(state: unknown): Saved | undefined {
  if (!isBag(state)) return undefined;
  const { model, draft, edition } = state;
  return typeof model === 'string' && isBag(draft) && typeof edition === 'number'
    ? { model, draft, edition }
    : undefined;
}

/** Whether the host has given the form nothing else since; it may not have heard yet of what the page did. */
const isCurrent = (snapshot: Snapshot, saved: Saved | undefined): saved is Saved =>
  saved !== undefined && snapshot.edition <= saved.edition;

/** The draft that counts: the page's, until the host gives the form another request. */
export function reconcile(snapshot: Snapshot, saved: Saved | undefined): Draft {
  if (!isCurrent(snapshot, saved) || saved.model !== snapshot.model?.entry.id) return snapshot.draft;
  return JSON.stringify(saved.draft) === JSON.stringify(snapshot.draft) ? snapshot.draft : saved.draft;
}

/** Whether it tells of a model that the page has left meanwhile, for one that there still is. */
export const isBehind = (snapshot: Snapshot, now: Saved | undefined): boolean =>
  isCurrent(snapshot, now) &&
  snapshot.model?.entry.id !== now.model &&
  snapshot.models.some(({ id }) => id === now.model);
