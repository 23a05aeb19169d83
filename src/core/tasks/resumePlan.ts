import { INCOMPLETE, NOT_READY } from '../../shared/task.ts';
import type { Task, TaskState } from '../../shared/task.ts';
import { JOBS } from '../kie/services/jobs.ts';
import { serviceOfTask } from './run/serviceOfTask.ts';
import type { TaskContext } from './run/taskContext.ts';

/** How a task that nobody follows goes on without being bought again. */
export interface WayOn {
  readonly state: Extract<TaskState, 'collecting' | 'queued' | 'preparing'>;
  readonly from: readonly TaskState[];
}

const WAITING: readonly TaskState[] = ['stopped', 'uncollected', 'unknown'];

/**
 * Collects what is known, asks about what was bought, or repeats an order that is its own query; undefined where only a
 * new run, which costs, could go on.
 */
export function wayOn(ctx: Pick<TaskContext, 'entry'>, task: Task): WayOn | undefined {
  const service = serviceOfTask(ctx, task) ?? JOBS;
  const known = task.results.some(result => result.state !== 'saved');
  const canAsk = task.taskId !== undefined && service.status !== undefined;
  // Where only a part was there, the rest has to be asked for; else what is known needs no question.
  const ask = canAsk && (!known || task.error?.code === INCOMPLETE);
  if (known && !ask && (['uncollected', 'failed'].includes(task.state) || !canAsk)) {
    return among({ state: 'collecting', from: [...WAITING, 'failed'] }, task);
  }
  if (canAsk) return among({ state: 'queued', from: WAITING }, task);
  // The order is the query only after KIE answered "not ready yet"; a lost answer may have been the result that costs.
  const isNotReady = task.error?.code === NOT_READY || task.state === 'uncollected';
  const repeats = !known && service.repeatable !== undefined && task.submittedAt !== undefined && isNotReady;
  return repeats ? among({ state: 'preparing', from: ['stopped', 'uncollected'] }, task) : undefined;
}

/** Whether KIE can be asked about a task by its id: some operations answer at once, and no record of them is kept. */
export const hasRecord = (ctx: Pick<TaskContext, 'entry'>, task: Task): boolean =>
  (serviceOfTask(ctx, task) ?? JOBS).status !== undefined;

const among = (way: WayOn, { state }: Task): WayOn | undefined => (way.from.includes(state) ? way : undefined);
