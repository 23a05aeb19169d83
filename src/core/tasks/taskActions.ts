import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { Evaluation } from '../../shared/form.ts';
import type { Task } from '../../shared/task.ts';
import { ACTIVE_STATES } from '../../shared/task.ts';
import type { Intent, SaveTarget } from '../engineTypes.ts';
import { InvalidInputError } from '../invalidInput.ts';
import { KieError } from '../kie/errors.ts';
import type { Supervisor } from './supervisor.ts';
import type { TaskContext } from './taskContext.ts';

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

  async start(intent: Intent): Promise<Task> {
    const { context, supervisor, signal } = this.#deps;
    const evaluation = await this.#deps.evaluate(intent.model, intent.input);
    if (evaluation.input === undefined) throw new InvalidInputError(evaluation.issues);
    if ((await context.apiKey()) === undefined) {
      throw new KieError(l10n.t('No KIE API key is set. Set one first.'), { remedy: 'set-key', accepted: 'no' });
    }
    signal.throwIfAborted();
    const now = context.clock.now();
    const { price } = evaluation;
    const estimate = price.kind === 'unknown' || price.credits === undefined ? {} : { estimate: price.credits };
    const task: Task = {
      localId: randomUUID(),
      model: intent.model,
      state: 'preparing',
      input: intent.input,
      results: [],
      ...estimate,
      createdAt: now,
      updatedAt: now,
      origin: intent.origin
    };
    context.ledger.insert(task, { plan: evaluation.input, saveTo: intent.saveTo });
    context.changed();
    supervisor.launch(task.localId);
    return task;
  }

  async runAgain(localId: string): Promise<Task> {
    const { ledger } = this.#deps.context;
    const task = ledger.task(localId);
    const details = ledger.details(localId);
    if (task === undefined || details === undefined) throw new Error(l10n.t('This task is not known any more.'));
    const origin = task.origin === 'adopted' ? 'command' : task.origin;
    return this.start({ model: task.model, input: task.input, saveTo: details.saveTo, origin });
  }

  stop(localId: string): void {
    const { context, supervisor } = this.#deps;
    // A createTask on its way cannot be called back: the task stops as soon as its answer is noted.
    context.ledger.update(localId, ['submitting'], { stopAsked: true }, true);
    const states = ACTIVE_STATES.filter(state => state !== 'submitting');
    const end = { state: 'stopped', finishedAt: context.clock.now(), progress: null, note: null } as const;
    if (context.ledger.update(localId, states, end, true)) supervisor.cancel(localId);
    context.changed();
  }

  resume(localId: string, saveTo?: SaveTarget): void {
    const { context, supervisor } = this.#deps;
    const task = context.ledger.task(localId);
    if (task === undefined) return;
    const known = task.results.some(result => result.state !== 'saved');
    const collect = known && (task.state === 'uncollected' || task.taskId === undefined);
    // Without an id nothing was bought: only a new run, which costs, can go on from there.
    if (task.taskId === undefined && !collect) return;
    const patch = {
      state: collect ? 'collecting' : 'queued',
      error: null,
      finishedAt: null,
      stopAsked: false,
      ...(saveTo === undefined ? {} : { saveTo })
    } as const;
    if (context.ledger.update(localId, ['stopped', 'uncollected', 'unknown'], patch, true)) supervisor.launch(localId);
    context.changed();
  }

  adopt(localId: string, taskId: string): void {
    const { context, supervisor } = this.#deps;
    const patch = { state: 'queued', taskId: taskId.trim(), error: null, finishedAt: null } as const;
    if (context.ledger.update(localId, ['unknown'], patch, true)) supervisor.launch(localId);
    context.changed();
  }

  collectEarly(localId: string): void {
    const { context, supervisor } = this.#deps;
    if (context.ledger.update(localId, ['queued', 'running'], { earlyAsked: true }, true)) supervisor.restart(localId);
    context.changed();
  }
}
