import type { Draft } from '../../src/shared/form.ts';
import type { Snapshot } from '../../src/shared/protocol.ts';
import { isBag } from '../guards.ts';

/** What the page keeps for itself. `acked` is the draft that the host has seen last, as JSON. */
export interface Saved {
  readonly model: string;
  readonly draft: Draft;
  readonly acked: string;
}

export function readSaved(state: unknown): Saved | undefined {
  if (!isBag(state)) return undefined;
  const { model, draft, acked } = state;
  return typeof model === 'string' && isBag(draft) && typeof acked === 'string' ? { model, draft, acked } : undefined;
}

/**
 * The draft that counts. The host's, unless it only knows what the page told it before and the page has typed on
 * since, or the host knows nothing any more (its window was loaded again).
 */
export function reconcile(snapshot: Snapshot, saved: Saved | undefined): Draft {
  if (saved?.model !== snapshot.model?.entry.id || saved === undefined) return snapshot.draft;
  const hostSaw = JSON.stringify(snapshot.draft);
  if (JSON.stringify(saved.draft) === hostSaw) return snapshot.draft;
  const untouched = JSON.stringify(snapshot.model?.entry.start ?? {});
  return hostSaw === saved.acked || hostSaw === untouched ? saved.draft : snapshot.draft;
}
