import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { Evaluation } from '../../shared/form.ts';
import type { Task, TaskHold, TaskState } from '../../shared/task.ts';
import { ACTIVE_STATES } from '../../shared/task.ts';
import type { Intent, SaveTarget } from '../engine/api.ts';
import { exists } from '../files/saving.ts';
import { InvalidInputError } from './invalidInput.ts';
import { KieError } from '../http/errors.ts';
import { planResume } from './resumePlan.ts';
import { lacking } from './run/checkBalance.ts';
import type { NewRow } from './store/batchStore.ts';
import type { CollectPatch } from './store/resultStore.ts';
import { serviceOfTask } from './run/serviceOfTask.ts';
import type { Supervisor } from './run/supervisor.ts';
import type { TaskContext } from './run/taskContext.ts';

export interface TaskActionsDeps {
  readonly context: TaskContext;
  readonly supervisor: Supervisor;
  readonly signal: AbortSignal;
  evaluate(model: string, input: Intent['input']): Promise<Evaluation>;
}

/** What a person can do with tasks. Everything is a change of the ledger; the supervisor does the work. */
export class TaskActions {
  readonly #deps: TaskActionsDeps;

  constructor(deps: TaskActionsDeps) {
    this.#deps = deps;
  }

  /**
   * Buys what an intent asks for: returns as soon as its row is written.
   * @throws {InvalidInputError} and {KieError}, only while nothing is written: after a rejection nothing is bought
   */
  async start(intent: Intent, retryOf?: string): Promise<Task> {
    const { context, supervisor, signal } = this.#deps;
    const { task, details } = await this.plan(intent, retryOf);
    if (details.exact === true && task.estimate !== undefined) {
      const short = await lacking(context, task.estimate, signal);
      if (short !== undefined) throw short;
    }
    signal.throwIfAborted();
    context.ledger.insert(task, details);
    try {
      context.changed();
      supervisor.launch(task.localId);
    } catch (error) {
      // The row is written: whoever is told of a failure now would buy twice. The next heartbeat takes it up.
      context.log.error(`Task ${task.localId} could not be started at once: ${String(error)}`);
      supervisor.launchLater(task.localId);
    }
    return task;
  }

  /** The row for an intent, not written yet. Throws InvalidInputError, and KieError when there is no key. */
  async plan(intent: Intent, retryOf?: string): Promise<NewRow> {
    const { context, signal } = this.#deps;
    const evaluation = await this.#deps.evaluate(intent.model, intent.input);
    if (evaluation.input === undefined) throw new InvalidInputError(evaluation.issues);
    await this.requireKey();
    signal.throwIfAborted();
    const now = context.clock.now();
    const { price } = evaluation;
    const task: Task = {
      localId: randomUUID(),
      model: intent.model,
      state: 'preparing',
      input: intent.input,
      results: [],
      ...(price.kind === 'unknown' || price.credits === undefined
        ? {}
        : { estimate: price.credits, estimateKind: price.kind }),
      ...(retryOf === undefined ? {} : { retryOf }),
      createdAt: now,
      updatedAt: now,
      origin: intent.origin
    };
    return { task, details: { plan: evaluation.input, saveTo: intent.saveTo, exact: price.kind === 'exact' } };
  }

  async requireKey(): Promise<void> {
    if ((await this.#deps.context.apiKey()) !== undefined) return;
    throw new KieError(l10n.t('No KIE API key is set. Set one first.'), { remedy: 'set-key', accepted: 'no' });
  }

  async runAgain(localId: string): Promise<Task> {
    const unknown = this.#deps.context.ledger.task(localId)?.state === 'unknown';
    return this.start(this.intentOf(localId), unknown ? localId : undefined);
  }

  async tryAgain(localId: string): Promise<Task> {
    if (this.#deps.context.ledger.task(localId)?.state !== 'unknown') {
      throw new Error(l10n.t('What became of this task is known. Run it again instead.'));
    }
    return this.start(this.intentOf(localId), localId);
  }

  /** What a task was asked for. Throws when it was forgotten. */
  intentOf(localId: string): Intent {
    const { ledger } = this.#deps.context;
    const task = ledger.task(localId);
    const details = ledger.details(localId);
    if (task === undefined || details === undefined) throw new Error(l10n.t('This task is not known any more.'));
    const origin = task.origin === 'adopted' ? 'command' : task.origin;
    return { model: task.model, input: task.input, saveTo: details.saveTo, origin };
  }

  stop(localId: string): void {
    const { context, supervisor } = this.#deps;
    const states = ACTIVE_STATES.filter(state => state !== 'submitting');
    const end = { state: 'stopped', finishedAt: context.clock.now(), progress: null, note: null } as const;
    // In one step, so that it is not missed when another window sends the task between the two.
    const stopped = context.ledger.transaction(() => {
      // A createTask on its way cannot be called back: the task stops as soon as its answer is noted.
      context.ledger.update(localId, ['submitting'], { stopAsked: true }, true);
      return context.ledger.update(localId, states, end, true);
    });
    if (stopped) supervisor.cancel(localId);
    context.changed();
  }

  /** Lets a held task go on at the price that its hold names. False when it is not held, or not for what the user saw. */
  approve(localId: string, { message, price }: TaskHold): boolean {
    const { context, supervisor } = this.#deps;
    const { ledger } = context;
    const agreed =
      price === undefined
        ? {}
        : {
            estimate: price.credits ?? null,
            estimateKind: price.kind ?? (price.exact ? ('exact' as const) : null),
            exact: price.exact
          };
    // In one step, so that another window cannot replace the hold between the two.
    const approved = ledger.transaction(() => {
      const held = ledger.heldFor(localId);
      if (held?.message !== message || held.price?.credits !== price?.credits) return false;
      return ledger.update(localId, ['preparing'], { hold: null, approvedAt: context.clock.now(), ...agreed }, true);
    });
    if (approved) supervisor.launch(localId);
    context.changed();
    return approved;
  }

  canResume(localId: string): boolean {
    const { context } = this.#deps;
    const task = context.ledger.task(localId);
    return task !== undefined && planResume(context, task) !== undefined;
  }

  resume(localId: string, saveTo?: SaveTarget): void {
    const { context, supervisor } = this.#deps;
    const task = context.ledger.task(localId);
    const plan = task === undefined ? undefined : planResume(context, task);
    if (plan === undefined) return;
    if (plan.again !== undefined) {
      this.#collectAgain(localId, plan.from, plan.again, saveTo === undefined ? {} : { saveTo });
      return;
    }
    const patch = {
      state: plan.state,
      // Until the next answer the order stays one that KIE answered with "not ready yet".
      ...(plan.state === 'preparing' ? { attempts: 0, hold: null } : { error: null }),
      finishedAt: null,
      stopAsked: false,
      ...(saveTo === undefined ? {} : { saveTo })
    } as const;
    if (context.ledger.update(localId, plan.from, patch, true)) supervisor.launch(localId);
    context.changed();
  }

  /**
   * Downloads saved results of a finished task once more, beside the files that are there. Costs nothing.
   * @param index - the one result; by default those whose files are gone, else all.
   */
  async downloadAgain(localId: string, index?: number): Promise<void> {
    const { context } = this.#deps;
    const task = context.ledger.task(localId);
    const plan = task?.state === 'done' ? planResume(context, task) : undefined;
    const again = (plan?.again ?? []).filter(place => index === undefined || place === index);
    if (task === undefined || plan === undefined || again.length === 0) {
      throw new Error(l10n.t('This result cannot be downloaded again: its address has expired.'));
    }
    const there = await Promise.all(
      again.map(async place => {
        const { path } = task.results.find(result => result.index === place) ?? {};
        return path !== undefined && (await exists(path));
      })
    );
    const gone = again.filter((_, n) => there[n] === false);
    this.#collectAgain(localId, plan.from, gone.length > 0 ? gone : again);
  }

  /** Saves content that was fetched but not recognized, as it is. Costs nothing. */
  saveAnyway(localId: string, index?: number): void {
    const task = this.#deps.context.ledger.task(localId);
    const held = (task?.results ?? []).filter(
      result => result.unverified === true && (index === undefined || result.index === index)
    );
    if (held.length === 0) throw new Error(l10n.t('This task has no unverified result.'));
    this.#collectAgain(
      localId,
      ['uncollected', 'failed', 'stopped'],
      held.map(result => result.index),
      { accepted: true }
    );
  }

  #collectAgain(
    localId: string,
    from: readonly TaskState[],
    indexes: readonly number[],
    patch: CollectPatch = {}
  ): void {
    const { context, supervisor } = this.#deps;
    if (context.ledger.collectAgain(localId, from, indexes, patch)) supervisor.launch(localId);
    context.changed();
  }

  /** Throws when KIE itself gave the task its id, or when another task here has this one. */
  adopt(localId: string, id: string): void {
    const { context, supervisor } = this.#deps;
    const taskId = id.trim();
    const task = context.ledger.task(localId);
    if (task?.taskId !== undefined && !this.#wasTyped(localId)) {
      throw new Error(l10n.t('The id of this task is known: {0}. Look for its result again instead.', task.taskId));
    }
    const service = task === undefined ? undefined : serviceOfTask(context, task);
    if (service !== undefined && service.status === undefined) {
      throw new Error(
        l10n.t('KIE answers this at once and cannot be asked about it later: run it again, or look into kie.ai/logs.')
      );
    }
    const patch = { state: 'queued', taskId, error: null, finishedAt: null } as const;
    // In one step, so that two windows cannot both take the id.
    const adopted = context.ledger.transaction(() => {
      if (context.ledger.withTaskId(taskId, localId) !== undefined) {
        throw new Error(l10n.t('The task {0} is in the list already.', taskId));
      }
      return context.ledger.update(localId, ['unknown'], patch, true);
    });
    if (adopted) {
      context.journal.note({ e: 'accepted', at: context.clock.now(), localId, taskId });
      supervisor.launch(localId);
    }
    context.changed();
  }

  /** Whether a person entered the id, who may correct it: then the task came from `unknown` to where it has one. */
  #wasTyped(localId: string): boolean {
    const states = this.#deps.context.ledger.states(localId).map(({ state }) => state);
    return states[states.indexOf('queued') - 1] === 'unknown';
  }

  collectEarly(localId: string): void {
    const { context, supervisor } = this.#deps;
    if (context.ledger.update(localId, ['queued', 'running'], { earlyAsked: true }, true)) supervisor.restart(localId);
    context.changed();
  }
}
