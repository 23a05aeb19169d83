import type { EstimateKind, Task } from './task.ts';

/**
 * What is known of the credits of a task:
 * none      KIE took nothing
 * reported  the figure that KIE reports
 * unknown   it was accepted and failed: whether KIE gave the credits back is not known
 * expected  the estimate from before the run
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
  if (estimate === undefined) return undefined;
  return { kind: 'expected', credits: estimate, ...(estimateKind === undefined ? {} : { as: estimateKind }) };
}

/** Whether KIE took nothing for sure: the task ended without being accepted, or failed and KIE reports 0 credits. */
export function isNotCharged({ state, taskId, credits, results }: Task): boolean {
  if (state !== 'failed' && state !== 'stopped') return false;
  if (credits !== undefined) return state === 'failed' && credits === 0;
  // A stop or a failure without an id proves it: a task that may have been accepted is `unknown`.
  return taskId === undefined && results.length === 0;
}
