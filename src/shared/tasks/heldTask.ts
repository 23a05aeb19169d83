import type { Price } from '../form.ts';
import type { Task, TaskHold } from '../task.ts';

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

/** The credits that these tasks add to the day's sum when approved, as far as known: a held task reserves none. */
export const addedCredits = (held: readonly HeldTask[]): number =>
  held.reduce((sum, task) => sum + (heldPrice(task).credits ?? 0), 0);
