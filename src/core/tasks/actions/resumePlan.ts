import { INCOMPLETE, NOT_READY } from '../../../shared/task.ts';
import type { Task, TaskState } from '../../../shared/task.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import { serviceOfTask } from '../run/serviceOfTask.ts';
import type { TaskContext } from '../run/taskContext.ts';

/** How to resume an ended or untracked task without a new purchase. */
interface ResumePlan {
  readonly state: Extract<TaskState, 'collecting' | 'queued' | 'preparing'>;
  readonly from: readonly TaskState[];
  /** Indexes of saved results to download again. */
  readonly again?: readonly number[];
}

const WAITING: readonly TaskState[] = ['stopped', 'uncollected', 'unknown'];

/** Lifetime of result URLs in milliseconds. Source: docs.kie.ai/common-api/download-url */
const ADDRESS_LIFE_MS = 24 * 3_600_000;

/**
 * Plans how to resume a task: save known results, poll the purchase, download saved results again, or repeat a request
 * that polls by repeating. Undefined when only a new run, which costs credits, could continue.
 */
export function planResume(ctx: Pick<TaskContext, 'entry' | 'clock'>, task: Task): ResumePlan | undefined {
  if (task.state === 'done') return planDownloadAgain(ctx, task);
  const service = serviceOfTask(ctx, task) ?? JOBS;
  const known = task.results.some(result => result.state !== 'saved');
  const canAsk = task.taskId !== undefined && service.status !== undefined;
  // If only part of the results is known, poll for the rest; complete results need no query.
  const ask = canAsk && (!known || task.error?.code === INCOMPLETE);
  if (known && !ask && (['uncollected', 'failed'].includes(task.state) || !canAsk)) {
    return among({ state: 'collecting', from: [...WAITING, 'failed'] }, task);
  }
  if (canAsk) return among({ state: 'queued', from: WAITING }, task);
  // Repeating is polling only after "not ready yet"; a lost response may have been the paid result.
  const isNotReady = task.error?.code === NOT_READY || task.state === 'uncollected';
  const repeats = !known && service.repeatable !== undefined && task.submittedAt !== undefined && isNotReady;
  return repeats ? among({ state: 'preparing', from: ['stopped', 'uncollected'] }, task) : undefined;
}

/** Text results are in the ledger; files can be downloaded while their URLs are valid. */
function planDownloadAgain({ clock }: Pick<TaskContext, 'clock'>, task: Task): ResumePlan | undefined {
  const alive = clock.now() - (task.finishedAt ?? task.updatedAt) < ADDRESS_LIFE_MS;
  const again = task.results.filter(({ url }) => url === undefined || alive).map(({ index }) => index);
  return again.length === 0 ? undefined : { state: 'collecting', from: ['done'], again };
}

/** Whether KIE keeps a record of the task. Synchronous operations have none. */
export const hasRecord = (ctx: Pick<TaskContext, 'entry'>, task: Task): boolean =>
  (serviceOfTask(ctx, task) ?? JOBS).status !== undefined;

const among = (plan: ResumePlan, { state }: Task): ResumePlan | undefined =>
  plan.from.includes(state) ? plan : undefined;
