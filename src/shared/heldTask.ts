import type { Price } from './form.ts';
import type { Task, TaskHold } from './task.ts';

/** A task that waits for the user's approval. */
export type HeldTask = Task & { readonly hold: TaskHold };

export const isHeld = (task: Task): task is HeldTask => task.hold !== undefined;

/** The price that approving a task agrees to: the changed one, else its estimate. */
export function heldPrice({ hold, estimate, estimateKind }: HeldTask): Price {
  const credits = hold.price === undefined ? estimate : hold.price.credits;
  if (credits === undefined) return { kind: 'unknown', parts: [] };
  const kind = hold.price === undefined ? estimateKind : (hold.price.kind ?? (hold.price.exact ? 'exact' : undefined));
  return { kind: kind ?? 'about', credits, parts: [] };
}

/**
 * The credits by which approving these tasks raises the day's sum, as far as they are known. The estimates of tasks that
 * were started on the local day of `now` (milliseconds since 1970) are reserved in it already.
 */
export function addedCredits(held: readonly HeldTask[], now: number): number {
  const today = new Date(now).toDateString();
  return held.reduce((sum, task) => {
    const reserved = new Date(task.createdAt).toDateString() === today ? (task.estimate ?? 0) : 0;
    return sum + Math.max(0, (heldPrice(task).credits ?? 0) - reserved);
  }, 0);
}
