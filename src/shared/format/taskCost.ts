import type { Price } from '../form.ts';
import { heldPrice, isHeld } from '../tasks/heldTask.ts';
import type { EstimateKind, Task } from '../task.ts';

/**
 * The known cost of a task:
 * none      KIE charged nothing
 * reported  the figure reported by KIE
 * unknown   it was accepted and failed: whether KIE refunded the credits is unknown
 * expected  the estimate; for a held task, the price to approve
 */
export type TaskCost =
  | { readonly kind: 'none' }
  | { readonly kind: 'reported'; readonly credits: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expected'; readonly credits: number; readonly as?: EstimateKind };

/** Undefined when nothing is known, not even an estimate. */
export function costOf(task: Task): TaskCost | undefined {
  const { state, credits, estimate, estimateKind } = task;
  if (isNotCharged(task)) return { kind: 'none' };
  if (credits !== undefined) return { kind: 'reported', credits };
  if (state === 'failed') return { kind: 'unknown' };
  if (isHeld(task)) return expected(heldPrice(task));
  return expected({ credits: estimate, kind: estimateKind });
}

function expected({
  credits,
  kind
}: {
  readonly credits?: number | undefined;
  readonly kind?: Price['kind'] | undefined;
}): TaskCost | undefined {
  if (credits === undefined || kind === 'unknown') return undefined;
  return { kind: 'expected', credits, ...(kind === undefined ? {} : { as: kind }) };
}

/** Whether KIE certainly charged nothing: the task ended without being accepted, or failed with 0 credits reported. */
export function isNotCharged({ state, taskId, credits, results }: Task): boolean {
  if (state !== 'failed' && state !== 'stopped') return false;
  if (credits !== undefined) return state === 'failed' && credits === 0;
  // A stopped or failed task without an ID was never accepted; otherwise it would be `unknown`.
  return taskId === undefined && results.length === 0;
}
