import { messageOf } from '../../../shared/messageOf.ts';
import type { Task } from '../../../shared/task.ts';
import type { CallSeen } from '../../kie/clientTypes.ts';
import type { ResultItem, TaskRecord } from '../../kie/taskRecord.ts';
import { GenerationError, KieError, NotFoundError, UnreachableError } from '../../http/errors.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import type { Service } from '../../kie/services/service.ts';
import { collectEarly } from './collect.ts';
import { failed, incomplete, missing, withdrawn } from './followOutcome.ts';
import { isGone } from './endpointGone.ts';
import { LOOK_INTO_IT_MS, nextPollMs, usualTime } from './pollSchedule.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import type { TaskContext } from './taskContext.ts';

/** A fresh task may be unknown to recordInfo for a while. */
const FRESH_MS = 120_000;
/** Success may come before its addresses do. */
const EMPTY_SUCCESS_MS = 60_000;
const EMPTY_POLL_MS = 5_000;
const WITHOUT_KEY_MS = 5_000;
const MAX_BACKOFF_MS = 30_000;
/** A task that is older than this when it is resumed may have ended long ago. */
const RESUMED_MS = 60_000;

/** Milliseconds to the next poll, or the end: whether results are to be collected. */
type Step = number | boolean;

/** Polls until the task ends at KIE; never gives up by itself. Resolves true when results are to be collected. */
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
  /** When the last query was sent, and the last one that found the task running. */
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
    const atOnce = this.#age() > RESUMED_MS || ledger.tasks.details(this.#task.localId)?.earlyAsked === true;
    let wait = atOnce ? 0 : this.#pause();
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

  /** Time left of the pause after the last query; time spent in the queue or on the way counts. */
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
    // KIE reports nothing more about such a task, so what exists by then counts.
    const late = record.undelivered === true && this.#age() >= LOOK_INTO_IT_MS;
    if (record.state !== 'success' && !late) return this.#running(record, spent);
    const results = record.state === 'success' ? record.results : this.#early;
    if (results.length > 0 && record.lacking !== true) {
      const { ledger } = this.#ctx;
      const going = ledger.results.beginCollecting(this.#task.localId, results, {
        ...spent,
        ...this.#duration(record),
        progress: null
      });
      return going;
    }
    this.#emptySince ??= this.#ctx.clock.now();
    if (late || this.#ctx.clock.now() - this.#emptySince >= EMPTY_SUCCESS_MS) {
      return incomplete(this.#ctx, this.#task, { ...record, results }, this.#signal, spent);
    }
    return EMPTY_POLL_MS;
  }

  /** What KIE measured; else the middle of the last pause, when this window watched the end. */
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
    const pieces = [...(record.early ?? []), ...(record.words ?? [])];
    if (pieces.length > 0 && ledger.tasks.details(localId)?.earlyAsked === true) {
      if (!ledger.results.addEarly(localId, pieces)) return false;
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
    // Only a code of KIE proves a connection; the page of a captive portal does not.
    if (/^\d+$/.test(kie?.code ?? '')) connection.found();
    if (error instanceof GenerationError) {
      const failure = { failCode: error.code, failMsg: error.message, results: this.#early };
      return failed(this.#ctx, this.#task, failure, this.#signal);
    }
    // A legacy service may be switched off while its tasks run.
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
    const line = `Task ${this.#taskId} could not be polled: ${messageOf(error)}`;
    if (this.#failuresInARow === 1) log.warn(line);
    else log.debug(line);
    if (kie?.remedy === 'set-key') return MAX_BACKOFF_MS;
    return Math.max(kie?.retryAfterMs ?? 0, Math.min(MAX_BACKOFF_MS, 2_000 * 2 ** this.#failuresInARow));
  }

  /** Whether createTask, which replaced the legacy services, knows the task; undefined when that cannot be determined. */
  async #movedToJobs(): Promise<boolean | undefined> {
    try {
      const options = { ...this.#options(), service: JOBS };
      return (await this.#ctx.client.recordInfo(this.#taskId, options)).taskId === this.#taskId;
    } catch (error) {
      this.#ctx.log.debug(`Task ${this.#taskId} is not known to jobs either: ${String(error)}`);
      const passes = this.#signal.aborted || (error instanceof KieError && error.transient);
      return passes ? undefined : false;
    }
  }
}

/** A caching proxy may answer with the record of another task: that proves nothing about this one. */
const foreignRecord = (): Error => new Error('the answer is about another task');
