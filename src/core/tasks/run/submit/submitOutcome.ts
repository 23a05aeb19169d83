import type { Task, TaskError } from '../../../../shared/task.ts';
import { KieError, UnreachableError } from '../../../http/errors/errors.ts';
import type { Service } from '../../../kie/services/service.ts';
import { withSuccessor } from '../follow/endpointGone.ts';
import type { TaskContext } from '../taskContext.ts';
import { hasRecord } from '../../actions/resumePlan.ts';
import { notReadyError, toTaskError, unknownError } from '../taskError.ts';

/** Maximum attempts after failures that prove that nothing was accepted. */
const MAX_ATTEMPTS = 6;

/** Whether a failed attempt may be retried. */
export const isTransient = (error: unknown, attempt: number): boolean =>
  error instanceof KieError && error.transient && attempt < MAX_ATTEMPTS;

/** Returns the number of an attempt. Attempts of a batch without a network do not use up the maximum. */
export const countAttempt = (task: Task, error: unknown, attempt: number): number =>
  isPatient(task, error) ? Math.min(attempt, MAX_ATTEMPTS - 1) : attempt;

/** Whether to retry without limit, so that the tasks of a batch do not all fail while the network is down. */
const isPatient = (task: Task, error: unknown): boolean =>
  task.batch !== undefined && error instanceof UnreachableError && error.transient;

/**
 * Returns how to repeat a request that polls by repeating. Only after the documented "not ready yet", or after a
 * transient rejection that proves that nothing was accepted: a lost response may have been the paid one.
 */
export function repetitionAfter({ repeatable }: Service, error: unknown): Service['repeatable'] {
  if (repeatable === undefined || !(error instanceof KieError)) return undefined;
  const isNotReady = error.envelope !== undefined && repeatable.notReady.includes(error.code ?? '');
  return isNotReady || (error.accepted === 'no' && error.transient) ? repeatable : undefined;
}

/** Records that the result is not ready yet. Returns whether to request it again. */
export function recordNotReady(ctx: TaskContext, task: Task, again: boolean): boolean {
  const { localId } = task;
  const stop = isToStop(ctx, task, again);
  const over = { state: stop ? 'stopped' : 'uncollected', finishedAt: ctx.clock.now() } as const;
  const patch = stop || !again ? over : ({ state: 'preparing' } as const);
  ctx.ledger.tasks.update(localId, ['submitting'], { ...patch, error: notReadyError(again && !stop) }, true);
  return again && !stop;
}

/**
 * Records a failed createTask. Returns whether to retry, which requires proof of rejection.
 * @param shown - with proof: requests a retry, and is shown until then; without proof: replaces the usual message
 */
export function recordRejection(ctx: TaskContext, task: Task, error: unknown, shown: TaskError | undefined): boolean {
  const { ledger, clock } = ctx;
  const { localId } = task;
  const proven = error instanceof KieError && error.accepted === 'no';
  let again = false;
  if (!proven) {
    const reason = error instanceof Error ? error.message : undefined;
    const taskError = shown ?? unknownError(hasRecord(ctx, task), reason);
    ledger.tasks.update(localId, ['submitting'], { state: 'unknown', error: taskError }, true);
  } else {
    // One transaction, so that no window can stop the task in between.
    again = ledger.database.transaction(() => {
      if (isToStop(ctx, task, shown !== undefined)) {
        ledger.tasks.update(localId, ['submitting'], { state: 'stopped', finishedAt: clock.now() }, true);
        return false;
      }
      return shown !== undefined && ledger.tasks.update(localId, ['submitting'], { state: 'preparing', error: shown });
    });
  }
  if (proven && !again) {
    // Also if another window has marked the silent task as unknown: this window knows the outcome.
    const taskError = withSuccessor(ctx, task, error, toTaskError(error));
    const failed = { state: 'failed', error: taskError, finishedAt: clock.now() } as const;
    ledger.tasks.update(localId, ['submitting', 'unknown'], failed, true);
  }
  return again;
}

/** Whether the task was stopped. Stopping a batch does not stop its sent tasks, but they are not sent `again`. */
const isToStop = ({ ledger }: TaskContext, { localId, batch }: Task, again: boolean): boolean =>
  ledger.tasks.details(localId)?.stopAsked === true ||
  (again && batch !== undefined && ledger.batches.get(batch.id)?.state === 'stopped');
