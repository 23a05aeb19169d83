import type { Task } from '../../../../shared/task.ts';
import { JOBS } from '../../../kie/services/jobs.ts';
import { hasRecord } from '../../actions/resumePlan.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import type { TaskContext } from '../taskContext.ts';
import { isBalanceUnchanged } from './balanceUnchanged.ts';
import { pauseBatch } from './pauseBatch.ts';
import { recordStep } from './recordStep.ts';
import { prepare, prepareAgain, releaseSlot, send } from './submitActions.ts';
import type { SubmitRun } from './submitActions.ts';
import { nextStep } from './submitStep.ts';
import type { SubmitEvent, SubmitState, SubmitStep } from './submitStep.ts';
import { forgetUploads } from './uploadMedia.ts';

/**
 * Prepares and submits a `preparing` task. Returns whether it must be tracked.
 * The row is `submitting` before createTask is sent and holds the task ID right after, so no crash can hide a purchase.
 */
export async function submitTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<boolean> {
  const run = startRun(ctx, task, signal);
  if (run === undefined) return false;
  try {
    let next: SubmitEvent | boolean = await prepare(run);
    while (typeof next !== 'boolean') next = await perform(run, decide(run, next));
    return next;
  } finally {
    releaseSlot(run);
  }
}

function startRun(ctx: TaskContext, task: Task, signal: AbortSignal): SubmitRun | undefined {
  const details = ctx.ledger.tasks.details(task.localId);
  if (details === undefined) return undefined;
  const service = serviceOfTask(ctx, task) ?? JOBS;
  // A request that polls by repeating was paid for the first time, so it is repeated unchanged.
  const isRepetition = service.repeatable !== undefined && task.submittedAt !== undefined;
  return {
    ctx,
    task,
    details,
    service,
    uploaded: { addresses: new Map(), reused: new Set(), stamps: new Map() },
    signal,
    attempts: details.attempts,
    isRepetition,
    request: isRepetition ? details.plan : undefined,
    checked: () => Infinity,
    key: '',
    balanceBefore: null,
    slot: undefined,
    slotHeld: () => Infinity
  };
}

/** Decides on the next step and changes the row, in one transaction so that no window can stop the task in between. */
function decide(run: SubmitRun, event: SubmitEvent): SubmitStep {
  const { ctx, task } = run;
  return ctx.ledger.database.transaction(() => {
    const step = nextStep(stateOf(run), event, ctx.clock.now());
    return recordStep(ctx, task, step) ? step : { kind: 'end' };
  });
}

function stateOf({ ctx, task, service, uploaded, signal, attempts, balanceBefore }: SubmitRun): SubmitState {
  const { ledger } = ctx;
  return {
    attempts,
    repeatable: service.repeatable,
    isInBatch: task.batch !== undefined,
    batchState: task.batch === undefined ? undefined : ledger.batches.get(task.batch.id)?.state,
    isInterrupted: signal.aborted,
    isStopAsked: ledger.tasks.details(task.localId)?.stopAsked === true,
    hasReusedUploads: uploaded.reused.size > 0,
    hasRecord: hasRecord(ctx, task),
    estimate: task.estimate,
    balanceBefore
  };
}

/** Performs a recorded step. Returns what happened or, at the end, whether the task must be tracked. */
async function perform(run: SubmitRun, step: SubmitStep): Promise<SubmitEvent | boolean> {
  const { ctx, task, signal } = run;
  switch (step.kind) {
    case 'send':
      return send(run, step);
    case 'reupload':
      run.request = undefined;
      forgetUploads(run.uploaded, run.uploaded.reused);
      return prepareAgain(run, { ...step, afterMs: 0 });
    case 'retry':
      run.request = undefined;
      return prepareAgain(run, step);
    case 'repeat':
      run.isRepetition = true;
      return prepareAgain(run, step);
    case 'prepareAgain':
      return prepareAgain(run, step);
    case 'checkBalance': {
      const isUnchanged = await isBalanceUnchanged(ctx, task.localId, run.balanceBefore, signal);
      return { kind: 'balanceChecked', error: step.error, isUnchanged };
    }
    case 'pauseBatch':
      return pauseBatch(ctx, task, step.error) ? false : { kind: 'batchNotPaused', error: step.error };
    case 'returnToBatch':
      pauseBatch(ctx, task, step.error);
      return false;
    case 'end':
    case 'hold':
    case 'fail':
    case 'reject':
    case 'stop':
    case 'endRepeating':
    case 'markUnknown':
      return false;
  }
}
