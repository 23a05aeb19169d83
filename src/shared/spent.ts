import type { Task } from './task.ts';

/**
 * Credits of the tasks of one day (local time), of all windows and of programs: what KIE says it took, else what was
 * expected. Tasks that certainly cost nothing are left out; an `unknown` one counts, for KIE may have accepted it.
 */
export function spentOn(tasks: readonly Task[], now: number): number {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return tasks
    .filter(task => task.createdAt >= midnight && mayCost(task))
    .reduce((sum, task) => sum + (task.credits ?? task.estimate ?? 0), 0);
}

const mayCost = (task: Task): boolean =>
  task.submittedAt !== undefined || task.taskId !== undefined || !['failed', 'stopped'].includes(task.state);
