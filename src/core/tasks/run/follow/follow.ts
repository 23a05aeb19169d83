import { messageOf } from '../../../../shared/messageOf.ts';
import type { Task } from '../../../../shared/task.ts';
import { KieError } from '../../../http/errors/errors.ts';
import type { CallSeen } from '../../../kie/clientTypes.ts';
import { JOBS } from '../../../kie/services/jobs.ts';
import type { Service } from '../../../kie/services/service.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import type { TaskContext } from '../taskContext.ts';
import { endFailed, endIncomplete, endMissing, endWithdrawn } from './followOutcome.ts';
import { isAnswer, nextStep } from './followStep.ts';
import type { FollowEvent, FollowState, FollowStep } from './followTypes.ts';
import { usualTime } from './pollSchedule.ts';
import { recordProgress } from './recordProgress.ts';

/** A followed task. */
interface FollowRun {
  readonly ctx: TaskContext;
  readonly task: Task;
  readonly taskId: string;
  readonly signal: AbortSignal;
  state: FollowState;
  service: Service;
}

/** Polls a task until it ends at KIE; never gives up. Resolves to true when results can be downloaded. */
export async function followTask(ctx: TaskContext, task: Task, taskId: string, signal: AbortSignal): Promise<boolean> {
  const run = startRun(ctx, task, taskId, signal);
  const isEarlyAsked = ctx.ledger.tasks.details(task.localId)?.earlyAsked === true;
  let next: FollowEvent | boolean = { kind: 'started', isEarlyAsked };
  while (typeof next !== 'boolean') {
    const usual = usualTime(ctx.ledger.tasks.durations(task.model));
    const [state, step] = nextStep({ ...run.state, usual }, next, ctx.clock.now());
    run.state = state;
    next = await perform(run, step);
  }
  return next;
}

function startRun(ctx: TaskContext, task: Task, taskId: string, signal: AbortSignal): FollowRun {
  const now = ctx.clock.now();
  const service = serviceOfTask(ctx, task) ?? JOBS;
  const state: FollowState = {
    submittedAt: task.submittedAt ?? task.createdAt,
    followedFrom: now,
    isLegacy: service !== JOBS,
    askedAt: now,
    failures: 0,
    isSeen: false,
    early: []
  };
  return { ctx, task, taskId, signal, state, service };
}

/** Performs a step. Returns what happened or, at the end, whether results can be downloaded. */
async function perform(run: FollowRun, step: FollowStep): Promise<FollowEvent | boolean> {
  const { ctx, task, taskId, signal } = run;
  const { localId } = task;
  switch (step.kind) {
    case 'backOff':
      ctx.log[step.isFirst ? 'warn' : 'debug'](`Failed to poll task ${taskId}: ${messageOf(step.error)}`);
      return poll(run, step.afterMs);
    case 'poll':
      return poll(run, step.afterMs);
    case 'awaitConnection':
      await ctx.connection.lost(step.reason, signal);
      return { kind: 'reconnected' };
    case 'recordProgress':
      return (await recordProgress(ctx, task, step, signal)) && { kind: 'progressRecorded' };
    case 'askJobs':
      return askJobs(run);
    case 'switchToJobs':
      if (!ctx.ledger.tasks.update(localId, ['queued', 'running'], { service: JOBS.id })) return false;
      run.service = JOBS;
      return { kind: 'switchedToJobs' };
    case 'collect': {
      const { results, spent } = step.success;
      return ctx.ledger.results.beginCollecting(localId, results, { ...spent, progress: null });
    }
    case 'endFailed':
      return endFailed(ctx, task, step.failure, signal);
    case 'endIncomplete':
      return endIncomplete(ctx, task, step.incomplete, signal);
    case 'endMissing':
      return endMissing(ctx, localId, taskId);
    case 'endWithdrawn':
      return endWithdrawn(ctx, localId);
  }
}

/** Waits, then queries the task. */
async function poll(run: FollowRun, afterMs: number): Promise<FollowEvent | false> {
  const { ctx, taskId, signal, service } = run;
  if (afterMs > 0) await ctx.clock.sleep(afterMs, signal);
  if ((await ctx.apiKey()) === undefined) return { kind: 'noKey' };
  const query = { askedAt: ctx.clock.now() };
  try {
    const record = await ctx.client.recordInfo(taskId, optionsOf(run, service, query));
    if (record.taskId !== '' && record.taskId !== taskId) throw foreignRecord();
    ctx.connection.found();
    return { kind: 'reported', record, ...query };
  } catch (error) {
    if (signal.aborted) return false;
    if (isAnswer(error)) ctx.connection.found();
    return { kind: 'failed', error, ...query };
  }
}

/** Queries jobs/createTask for a task of a legacy service that is gone. */
async function askJobs(run: FollowRun): Promise<FollowEvent> {
  const { ctx, taskId, signal } = run;
  const query = { askedAt: run.state.askedAt };
  try {
    const record = await ctx.client.recordInfo(taskId, optionsOf(run, JOBS, query));
    return { kind: 'jobsAnswered', isKnown: record.taskId === taskId, ...query };
  } catch (error) {
    ctx.log.debug(`Jobs does not know task ${taskId} either: ${String(error)}`);
    const isTemporary = signal.aborted || (error instanceof KieError && error.transient);
    return { kind: 'jobsAnswered', isKnown: isTemporary ? undefined : false, ...query };
  }
}

/** Returns the options of a query, which sets `askedAt` when it is sent. */
function optionsOf({ ctx, task, signal }: FollowRun, service: Service, query: { askedAt: number }) {
  const { localId, model } = task;
  const note = ctx.trace.of(localId);
  return {
    signal,
    output: ctx.entry(model)?.output,
    service,
    watched: ctx.watched(localId),
    onCall: (call: CallSeen) => {
      query.askedAt = call.at;
      note(call);
    }
  };
}

/** Creates the error for another task's record, which a caching proxy can return. It proves nothing about this task. */
const foreignRecord = (): Error => new Error('the response is about another task');
