import { messageOf } from '../../../../shared/messageOf.ts';
import type { Task } from '../../../../shared/task.ts';
import type { CallSeen } from '../../../kie/clientTypes.ts';
import type { ResultItem, TaskRecord } from '../../../kie/taskRecord.ts';
import { GenerationError, KieError, NotFoundError, UnreachableError } from '../../../http/errors/errors.ts';
import { JOBS } from '../../../kie/services/jobs.ts';
import type { Service } from '../../../kie/services/service.ts';
import { collectEarly } from '../download/collect.ts';
import { failed, incomplete, missing, withdrawn } from './followOutcome.ts';
import { isGone } from './endpointGone.ts';
import { OVERDUE_MS, nextPollMs, usualTime } from './pollSchedule.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import type { TaskContext } from '../taskContext.ts';

/** A new task can be unknown to recordInfo for this long. */
const FRESH_MS = 120_000;
/** Success can be reported before the result URLs are available. */
const EMPTY_SUCCESS_MS = 60_000;
const EMPTY_POLL_MS = 5_000;
const WITHOUT_KEY_MS = 5_000;
const MAX_BACKOFF_MS = 30_000;
/** An older task may have ended already when it is resumed, so it is polled at once. */
const RESUMED_MS = 60_000;

/** Milliseconds until the next poll; or, at the end, whether to download results. */
type Step = number | boolean;

/** Polls a task until it ends at KIE; never gives up. Resolves to true when results can be downloaded. */
export const followTask = (ctx: TaskContext, task: Task, taskId: string, signal: AbortSignal): Promise<boolean> =>
  new Follower(ctx, task, taskId, signal).run();

class Follower {
  readonly #ctx: TaskContext;
  readonly #task: Task;
  readonly #taskId: string;
  readonly #signal: AbortSignal;
  readonly #since: number;
  readonly #followedFrom: number;
  #service: Service;
  #failuresInARow = 0;
  #seen = false;
  #early: readonly ResultItem[] = [];
  #emptySince: number | undefined;
  #missingSince: number | undefined;
  /** Time of the last query, and of the last one that found the task running. */
  #askedAt: number;
  #runningAt: number | undefined;

  constructor(ctx: TaskContext, task: Task, taskId: string, signal: AbortSignal) {
    this.#ctx = ctx;
    this.#task = task;
    this.#taskId = taskId;
    this.#signal = signal;
    this.#since = task.submittedAt ?? task.createdAt;
    this.#followedFrom = ctx.clock.now();
    this.#askedAt = this.#followedFrom;
    this.#service = serviceOfTask(ctx, task) ?? JOBS;
  }

  async run(): Promise<boolean> {
    const { clock, ledger } = this.#ctx;
    const pollNow = this.#age() > RESUMED_MS || ledger.tasks.details(this.#task.localId)?.earlyAsked === true;
    let wait = pollNow ? 0 : this.#pause();
    for (;;) {
      if (wait > 0) await clock.sleep(wait, this.#signal);
      const step = (await this.#ctx.apiKey()) === undefined ? WITHOUT_KEY_MS : await this.#poll();
      if (typeof step === 'boolean') return step;
      wait = step;
    }
  }

  #age(): number {
    return this.#ctx.clock.now() - this.#since;
  }

  /** Returns the rest of the pause since the last query was sent. */
  #pause(): number {
    const { clock, ledger } = this.#ctx;
    const usual = usualTime(ledger.tasks.durations(this.#task.model));
    const due = this.#askedAt + nextPollMs(this.#askedAt - this.#since, usual);
    return Math.max(1, due - clock.now());
  }

  async #poll(): Promise<Step> {
    const { client, clock, connection } = this.#ctx;
    this.#askedAt = clock.now();
    let record: TaskRecord;
    try {
      record = await client.recordInfo(this.#taskId, this.#options());
      if (record.taskId !== '' && record.taskId !== this.#taskId) throw foreignRecord();
    } catch (error) {
      return this.#signal.aborted ? false : this.#failure(error);
    }
    connection.found();
    this.#failuresInARow = 0;
    this.#seen = true;
    this.#missingSince = undefined;
    this.#early = record.early ?? this.#early;
    return this.#answer(record);
  }

  #options(): NonNullable<Parameters<TaskContext['client']['recordInfo']>[1]> {
    const { localId, model } = this.#task;
    const note = this.#ctx.trace.of(localId);
    return {
      signal: this.#signal,
      output: this.#ctx.entry(model)?.output,
      service: this.#service,
      watched: this.#ctx.watched(localId),
      onCall: (call: CallSeen) => {
        this.#askedAt = call.at;
        note(call);
      }
    };
  }

  async #answer(record: TaskRecord): Promise<Step> {
    const spent = record.credits === undefined ? {} : { credits: record.credits };
    if (record.state === 'fail') {
      const results = record.results.length > 0 ? record.results : this.#early;
      return failed(this.#ctx, this.#task, { ...record, results }, this.#signal, spent);
    }
    // KIE reports nothing more about such a task: use the results that exist by then.
    const late = record.callbackFailed === true && this.#age() >= OVERDUE_MS;
    if (record.state !== 'success' && !late) return this.#running(record, spent);
    const results = record.state === 'success' ? record.results : this.#early;
    if (results.length > 0 && record.incomplete !== true) {
      const { ledger } = this.#ctx;
      const began = ledger.results.beginCollecting(this.#task.localId, results, {
        ...spent,
        ...this.#duration(record),
        progress: null
      });
      return began;
    }
    this.#emptySince ??= this.#ctx.clock.now();
    if (late || this.#ctx.clock.now() - this.#emptySince >= EMPTY_SUCCESS_MS) {
      return incomplete(this.#ctx, this.#task, { ...record, results }, this.#signal, spent);
    }
    return EMPTY_POLL_MS;
  }

  /** Returns the duration by KIE's clock, else an estimate if this window polled until the end. */
  #duration({ tookMs }: TaskRecord): { readonly tookMs?: number } {
    if (tookMs !== undefined) return { tookMs };
    const before = this.#runningAt ?? (this.#followedFrom - this.#since < 5_000 ? this.#followedFrom : undefined);
    return before === undefined ? {} : { tookMs: Math.round((before + this.#askedAt) / 2) - this.#since };
  }

  async #running(record: TaskRecord, spent: { readonly credits?: number }): Promise<Step> {
    const { ledger } = this.#ctx;
    const { localId } = this.#task;
    this.#runningAt = this.#askedAt;
    const state = record.state === 'generating' ? 'running' : 'queued';
    const before = ledger.tasks.get(localId);
    const isPriced = record.credits !== undefined && record.credits !== before?.credits;
    if (before?.state !== state || before.progress !== record.progress || before.note !== record.note || isPriced) {
      const patch = { ...spent, state, progress: record.progress ?? null, note: record.note ?? null } as const;
      if (!ledger.tasks.update(localId, ['queued', 'running'], patch)) return false;
    } else if (!ledger.leases.take(localId)) return false;
    const available = [...(record.early ?? []), ...(record.words ?? [])];
    if (available.length > 0 && ledger.tasks.details(localId)?.earlyAsked === true) {
      if (!ledger.results.addEarly(localId, available)) return false;
      await collectEarly(this.#ctx, this.#task, this.#signal);
      if (this.#signal.aborted) return false;
    }
    return this.#pause();
  }

  async #failure(error: unknown): Promise<Step> {
    const { connection } = this.#ctx;
    const kie = error instanceof KieError ? error : undefined;
    if (error instanceof UnreachableError && error.transient) {
      await connection.lost(error.message, this.#signal);
      return 0;
    }
    // Only a code from KIE proves a connection; the page of a captive portal does not.
    if (/^\d+$/.test(kie?.code ?? '')) connection.found();
    if (error instanceof GenerationError) {
      const failure = { failCode: error.code, failMsg: error.message, results: this.#early };
      return failed(this.#ctx, this.#task, failure, this.#signal);
    }
    // A legacy service can be turned off while its tasks run.
    const gone = this.#service !== JOBS && isGone(error);
    if (gone || (!this.#seen && (error instanceof NotFoundError || kie?.code === '400'))) return this.#notFound(gone);
    return this.#backOff(error, kie);
  }

  async #notFound(gone: boolean): Promise<Step> {
    const { clock, ledger } = this.#ctx;
    const { localId } = this.#task;
    this.#missingSince ??= clock.now();
    if (this.#age() <= FRESH_MS || clock.now() - this.#missingSince < FRESH_MS) return this.#pause();
    if (!gone) return missing(this.#ctx, localId, this.#taskId);
    const moved = await this.#movedToJobs();
    if (moved === false) return withdrawn(this.#ctx, localId);
    if (moved === undefined) return this.#pause();
    if (!ledger.tasks.update(localId, ['queued', 'running'], { service: JOBS.id })) return false;
    this.#service = JOBS;
    this.#missingSince = undefined;
    return 0;
  }

  #backOff(error: unknown, kie: KieError | undefined): number {
    const { log } = this.#ctx;
    this.#failuresInARow++;
    const line = `Failed to poll task ${this.#taskId}: ${messageOf(error)}`;
    if (this.#failuresInARow === 1) log.warn(line);
    else log.debug(line);
    if (kie?.remedy === 'set-key') return MAX_BACKOFF_MS;
    return Math.max(kie?.retryAfterMs ?? 0, Math.min(MAX_BACKOFF_MS, 2_000 * 2 ** this.#failuresInARow));
  }

  /** Whether jobs/createTask, which replaced the legacy services, knows the task; undefined if the check failed. */
  async #movedToJobs(): Promise<boolean | undefined> {
    try {
      const options = { ...this.#options(), service: JOBS };
      return (await this.#ctx.client.recordInfo(this.#taskId, options)).taskId === this.#taskId;
    } catch (error) {
      this.#ctx.log.debug(`Jobs does not know task ${this.#taskId} either: ${String(error)}`);
      const passes = this.#signal.aborted || (error instanceof KieError && error.transient);
      return passes ? undefined : false;
    }
  }
}

/** Creates the error for another task's record, which a caching proxy can return. It proves nothing about this task. */
const foreignRecord = (): Error => new Error('the response is about another task');
