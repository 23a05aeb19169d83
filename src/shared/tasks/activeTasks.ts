import { isActive } from '../task.ts';
import type { Task } from '../task.ts';

/** Whether the task is waiting for its turn in a batch. */
export const isWaiting = (task: Task): boolean => task.batch?.waiting === true;

/** Whether the task is active and not waiting for its turn in a batch. */
const isInProgress = (task: Task): boolean => isActive(task.state) && !isWaiting(task);

/** Whether the task ended in a way that the user has to know. */
export const isProblem = ({ state, error }: Pick<Task, 'state' | 'error'>): boolean =>
  !isActive(state) && (state !== 'done' || error !== undefined);

/** Active tasks, newest first, without those that wait for their turn in a batch. */
export function activeTasks(tasks: { list(): readonly Task[] } | undefined): readonly Task[] {
  return tasks?.list().filter(isInProgress) ?? [];
}

export interface Activity {
  readonly running: number;
  /** Tasks that wait for the user's approval. */
  readonly held: number;
}

/** Counts the active tasks, without those that wait for their turn in a batch. */
export function activityOf(tasks: { list(): readonly Task[] } | undefined): Activity {
  const active = activeTasks(tasks);
  const held = active.filter(({ hold }) => hold !== undefined).length;
  return { running: active.length - held, held };
}
