import { INCOMPLETE, NOT_READY } from '../../shared/task.ts';
import type { Task, TaskState } from '../../shared/task.ts';
import { JOBS } from '../kie/services/jobs.ts';
import { serviceOfTask } from './run/serviceOfTask.ts';
import type { TaskContext } from './run/taskContext.ts';

/** How a task that has ended, or that nobody follows, goes on without a new purchase. */
export interface ResumePlan {
  readonly state: Extract<TaskState, 'collecting' | 'queued' | 'preparing'>;
  readonly from: readonly TaskState[];
  /** Indexes of saved results to be downloaded again. */
  readonly again?: readonly number[];
}

const WAITING: readonly TaskState[] = ['stopped', 'uncollected', 'unknown'];

/** How long the addresses of results live, in milliseconds. Source: docs.kie.ai/common-api/download-url */
const ADDRESS_LIFE_MS = 24 * 3_600_000;

/**
 * Plans to save results that are known, to ask about what was bought, to download saved results again, or to repeat a
 * request that is its own query; undefined where only a new run, which costs, could go on.
 */
export function planResume(ctx: Pick<TaskContext, 'entry' | 'clock'>, task: Task): ResumePlan | undefined {
  if (task.state === 'done') return planDownloadAgain(ctx, task);
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

/** Text that came inside the answer is in the ledger; files can be downloaded while their addresses live. */
function planDownloadAgain({ clock }: Pick<TaskContext, 'clock'>, task: Task): ResumePlan | undefined {
  const alive = clock.now() - (task.finishedAt ?? task.updatedAt) < ADDRESS_LIFE_MS;
  const again = task.results.filter(({ url }) => url === undefined || alive).map(({ index }) => index);
  return again.length === 0 ? undefined : { state: 'collecting', from: ['done'], again };
}

/** Whether KIE can be asked about a task by its id: some operations answer at once, and no record of them is kept. */
export const hasRecord = (ctx: Pick<TaskContext, 'entry'>, task: Task): boolean =>
  (serviceOfTask(ctx, task) ?? JOBS).status !== undefined;

const among = (plan: ResumePlan, { state }: Task): ResumePlan | undefined =>
  plan.from.includes(state) ? plan : undefined;
