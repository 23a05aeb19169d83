import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { Price } from '../../../shared/form.ts';
import type { Task } from '../../../shared/task.ts';
import { KieError } from '../../http/errors/errors.ts';
import { Allowance } from '../allowance.ts';
import { InvalidInputError } from '../invalidInput.ts';
import { checkBalance } from '../run/submit/checkBalance.ts';
import type { NewRow } from '../store/batchStore.ts';
import { withRealFolder } from '../saveFolder.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import type { Intent } from '../types.ts';

/** Creates tasks from intents. The only code that starts work that uses credits. */
export class Purchases {
  readonly #runtime: TaskRuntime;

  constructor(runtime: TaskRuntime) {
    this.#runtime = runtime;
  }

  /**
   * Starts a task and returns as soon as its row is written. A task that exceeds the daily limit by now is held for
   * the user's approval.
   *
   * @throws {InvalidInputError} and {@link KieError}, only before the row is written: a rejection means that nothing
   * was purchased.
   */
  async start(intent: Intent, retryOf?: string): Promise<Task> {
    const { context, supervisor, signal } = this.#runtime;
    const row = await this.plan(intent, retryOf);
    if (row.details.exact === true && row.task.estimate !== undefined) {
      const short = await checkBalance(context, row.task.estimate, signal);
      if (short !== undefined) throw short;
    }
    signal.throwIfAborted();
    const task = this.#insert(row);
    if (task.hold === undefined) supervisor.launch(task.localId);
    return task;
  }

  /** One transaction, so that other starts, also of other windows, count toward the daily limit. */
  #insert(row: NewRow): Task {
    const { context } = this.#runtime;
    const { ledger } = context;
    return ledger.database.transaction(() => {
      const [{ task, details } = row] = new Allowance(context).admit([row]);
      ledger.tasks.insert(task, details);
      return task;
    });
  }

  /**
   * Creates the row for an intent without writing it.
   *
   * @throws {InvalidInputError} and {@link KieError} when there is no key.
   */
  async plan(intent: Intent, retryOf?: string): Promise<NewRow> {
    const { context, signal } = this.#runtime;
    const evaluation = await context.evaluate(intent.model, intent.input);
    if (evaluation.input === undefined) throw new InvalidInputError(evaluation.issues);
    const saveTo = await withRealFolder(intent.saveTo);
    await this.requireKey();
    signal.throwIfAborted();
    const now = context.clock.now();
    const price = initialEstimate(evaluation.price, intent.agreed);
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
    return { task, details: { plan: evaluation.input, saveTo, exact: price.kind === 'exact' } };
  }

  /** @throws {@link KieError} when no API key is set. */
  async requireKey(): Promise<void> {
    if ((await this.#runtime.context.apiKey()) !== undefined) return;
    throw new KieError(l10n.t('No KIE API key is set. Set one first.'), { remedy: 'set-key', accepted: 'no' });
  }

  /** Returns the intent that a task was started from. Throws when the task was removed. */
  intentOf(localId: string): Intent {
    const { ledger } = this.#runtime.context;
    const task = ledger.tasks.get(localId);
    const details = ledger.tasks.details(localId);
    if (task === undefined || details === undefined) throw new Error(l10n.t('This task no longer exists.'));
    const origin = task.origin === 'adopted' ? 'command' : task.origin;
    return { model: task.model, input: task.input, saveTo: details.saveTo, origin };
  }
}

/**
 * Returns the price to record as the estimate: the agreed price if the current one is higher, approximate or unknown,
 * so that `checkTask` holds the task.
 */
function initialEstimate(current: Price, agreed: Price | undefined): Price {
  if (agreed?.credits === undefined || agreed.kind === 'unknown') return current;
  const isCovered =
    current.kind !== 'unknown' &&
    current.credits !== undefined &&
    current.credits <= agreed.credits &&
    (current.kind !== 'about' || agreed.kind === 'about');
  return isCovered ? current : agreed;
}
