import type { Task, TaskError } from '../../../shared/task.ts';
import { KieError, UnreachableError } from '../../http/errors.ts';
import type { Service } from '../../kie/services/service.ts';
import { withSuccessor } from './endpointGone.ts';
import type { TaskContext } from './taskContext.ts';
import { hasRecord } from '../resumePlan.ts';
import { notReadyError, toTaskError, unknownError } from './taskError.ts';

/** Tries in all, for failures that prove that nothing was taken. */
const MAX_ATTEMPTS = 6;

/** Whether a try with this number, which failed like this, may be followed by another. */
export const isTransient = (error: unknown, attempt: number): boolean =>
  error instanceof KieError && error.transient && attempt < MAX_ATTEMPTS;

/** The number of a try: one of a batch that found no network does not use them up. */
export const counted = (task: Task, error: unknown, attempt: number): number =>
  isPatient(task, error) ? Math.min(attempt, MAX_ATTEMPTS - 1) : attempt;

/** Hundreds of tasks must not fail one after the other because the network is away. */
const isPatient = (task: Task, error: unknown): boolean =>
  task.batch !== undefined && error instanceof UnreachableError && error.transient;

/**
 * How to repeat a request that is its own query. Only after KIE's documented "not ready yet", or after a refusal that
 * proves that nothing was taken and may pass: a lost answer may have been the paid one.
 */
export function asksAgain({ repeatable }: Service, error: unknown): Service['repeatable'] {
  if (repeatable === undefined || !(error instanceof KieError)) return undefined;
  const isNotReady = error.envelope !== undefined && repeatable.notReady.includes(error.code ?? '');
  return isNotReady || (error.accepted === 'no' && error.transient) ? repeatable : undefined;
}

/** Notes that what was asked for is not there yet. True when it is to be asked for again. */
export function postponed(ctx: TaskContext, task: Task, again: boolean): boolean {
  const { localId } = task;
  const stop = isToStop(ctx, task, again);
  const over = { state: stop ? 'stopped' : 'uncollected', finishedAt: ctx.clock.now() } as const;
  const patch = stop || !again ? over : ({ state: 'preparing' } as const);
  ctx.ledger.tasks.update(localId, ['submitting'], { ...patch, error: notReadyError(again && !stop) }, true);
  return again && !stop;
}

/**
 * Notes a failed createTask. True when it is to be sent again, which only proof of refusal allows.
 * @param shown with proof, that it is to be sent again and what is shown until then; else instead of the usual words
 */
export function refused(ctx: TaskContext, task: Task, error: unknown, shown: TaskError | undefined): boolean {
  const { ledger, clock } = ctx;
  const { localId } = task;
  const proven = error instanceof KieError && error.accepted === 'no';
  let again = false;
  if (!proven) {
    const why = error instanceof Error ? error.message : undefined;
    const told = shown ?? unknownError(hasRecord(ctx, task), why);
    ledger.tasks.update(localId, ['submitting'], { state: 'unknown', error: told }, true);
  } else {
    // In one step, so that no window can stop it between the look and the note.
    again = ledger.database.transaction(() => {
      if (isToStop(ctx, task, shown !== undefined)) {
        ledger.tasks.update(localId, ['submitting'], { state: 'stopped', finishedAt: clock.now() }, true);
        return false;
      }
      return shown !== undefined && ledger.tasks.update(localId, ['submitting'], { state: 'preparing', error: shown });
    });
  }
  if (proven && !again) {
    // Also when another window took the silent task for unknown: we know better.
    const told = withSuccessor(ctx, task, error, toTaskError(error));
    const failed = { state: 'failed', error: told, finishedAt: clock.now() } as const;
    ledger.tasks.update(localId, ['submitting', 'unknown'], failed, true);
  }
  return again;
}

/** Who stops a batch leaves alone what is on its way, but that is not to be sent `again`. */
const isToStop = ({ ledger }: TaskContext, { localId, batch }: Task, again: boolean): boolean =>
  ledger.tasks.details(localId)?.stopAsked === true ||
  (again && batch !== undefined && ledger.batches.get(batch.id)?.state === 'stopped');
