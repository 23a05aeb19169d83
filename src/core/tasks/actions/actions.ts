import * as l10n from '@vscode/l10n';
import { setImmediate as turn } from 'node:timers/promises';
import type { Price } from '../../../shared/form.ts';
import type { Task, TaskHold } from '../../../shared/task.ts';
import { approveTask } from './approveTask.ts';
import { assignTaskId } from './assignTaskId.ts';
import type { Purchases } from './purchases.ts';
import { downloadAgain, resumeTask, saveAnyway } from './resumeTask.ts';
import { stopTask } from './stopTask.ts';
import { TaskReader } from './taskReader.ts';
import type { TaskReaderParts } from './taskReader.ts';
import type { Move } from '../store/moveFiles.ts';
import type { RemovedTask } from '../store/removeTasks.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import type { Intent, SaveTarget, TrackOptions } from '../types.ts';

/** Number of rows to remove before yielding to other work. */
const CLEAR_CHUNK = 500;

export interface TaskActionsParts extends TaskReaderParts, TaskRuntime {
  readonly purchases: Purchases;
  /** Lets batches use a slot that a stopped task has released. */
  pump(): void;
}

/** `engine.tasks`: reads and changes tasks. Every change is written to the ledger; the supervisor does the work. */
export class TaskActions extends TaskReader {
  readonly #parts: TaskActionsParts;

  constructor(parts: TaskActionsParts) {
    super(parts);
    this.#parts = parts;
  }

  /**
   * Validates the intent, writes the ledger row and starts the work in the background.
   *
   * @throws {InvalidInputError}, and {@link KieError} when there is no key or the exact price exceeds a freshly read
   * balance (remedy `top-up`); nothing is written then.
   */
  start(intent: Intent): Promise<Task> {
    return this.#parts.purchases.start(intent);
  }

  /**
   * Starts a new task with the same input, linked to the old one if that is `unknown`. Uses credits again: `agreed` is
   * the price shown to the user.
   */
  async runAgain(localId: string, agreed: Price): Promise<Task> {
    const { purchases } = this.#parts;
    const isUnknown = this.get(localId)?.state === 'unknown';
    return purchases.start({ ...purchases.intentOf(localId), agreed }, isUnknown ? localId : undefined);
  }

  /**
   * Runs an `unknown` task again at the user's request, which may be charged twice. The old task stays in the list.
   * `agreed` is the price shown to the user.
   * @throws when the task is not `unknown`
   */
  async tryAgain(localId: string, agreed: Price): Promise<Task> {
    if (this.get(localId)?.state !== 'unknown') {
      throw new Error(l10n.t('The outcome of this task is already known. Use Run Again instead.'));
    }
    const { purchases } = this.#parts;
    return purchases.start({ ...purchases.intentOf(localId), agreed }, localId);
  }

  /** Only stops tracking, since KIE cannot cancel a task. A task that is still preparing is not submitted. */
  stop(localId: string): void {
    stopTask(this.#parts, localId);
    this.#parts.pump();
  }

  /**
   * Approves a held task at the price of its hold. `hold` is the one shown to the user. A task that exceeds the daily
   * limit by now is held for that instead.
   *
   * @returns false when the task is no longer held, or is held for another reason.
   */
  approve(localId: string, hold: TaskHold): boolean {
    return approveTask(this.#parts, localId, hold);
  }

  /**
   * Tracks a stopped task again, retries results that could not be saved, or downloads the results of a done task
   * again, to `saveTo` if given. Uses no credits.
   */
  resume(localId: string, saveTo?: SaveTarget): void {
    resumeTask(this.#parts, localId, saveTo);
  }

  /**
   * Downloads results of a `done` task again, next to the existing files, while their URLs are valid (24 hours). Uses
   * no credits.
   *
   * @param index - the result to download; by default those with missing files, or all if none is missing.
   * @throws when the URLs have expired.
   */
  downloadAgain(localId: string, index?: number): Promise<void> {
    return downloadAgain(this.#parts, localId, index);
  }

  /** Downloads the available results of a running task (a first song) and continues to track it. */
  downloadAvailable(localId: string): void {
    const { context, supervisor } = this.#parts;
    if (context.ledger.tasks.update(localId, ['queued', 'running'], { earlyAsked: true }, true))
      supervisor.restart(localId);
  }

  /**
   * Saves content that is incomplete or of an unexpected type (`TaskResult.unverified`) as it is, with the extension of
   * its type, or else of its URL. Uses no credits. Throws when there is none.
   */
  saveAnyway(localId: string, index?: number): void {
    saveAnyway(this.#parts, localId, index);
  }

  /** Assigns a KIE ID to an `unknown` task. Throws when KIE reported the ID itself, or another task has it. */
  assignId(localId: string, taskId: string): void {
    assignTaskId(this.#parts, localId, taskId);
  }

  /**
   * Tracks a task that was created elsewhere by its KIE ID, and downloads its results. Uses no credits. Returns the
   * existing task if the ID is already known.
   *
   * @throws {NotFoundError} when no service knows the ID.
   */
  async track(taskId: string, options: TrackOptions): Promise<Task> {
    const { trackTask } = await import('./trackTask.ts');
    const task = await trackTask(this.#parts, this.#parts.catalog.entries, taskId, options);
    // A known task that is not tracked is resumed; a finished one is not downloaded again.
    if (task.state !== 'done') this.resume(task.localId);
    return this.get(task.localId) ?? task;
  }

  /**
   * Removes an ended task from the list; its files remain. Ignores active tasks.
   *
   * @returns what {@link restore} needs to undo the removal; undefined when nothing was removed.
   */
  remove(localId: string): RemovedTask | undefined {
    const { ledger, journal, clock } = this.#parts.context;
    const removed = ledger.tasks.remove(localId);
    if (removed !== undefined) journal.note({ e: 'removed', at: clock.now(), localIds: [localId] });
    return removed;
  }

  /** Undoes a removal. Ignores a task that is in the list again, also under its ID at KIE. */
  restore(removed: RemovedTask): void {
    const { ledger, journal, clock } = this.#parts.context;
    if (!ledger.tasks.restore(removed)) return;
    journal.note({ e: 'restored', at: clock.now(), localIds: [removed.localId] });
  }

  /** Follows renamed and moved files and folders, so that results are found under their new paths. */
  followMoves(moves: readonly Move[]): void {
    for (const move of moves) this.#parts.context.ledger.files.move(move);
  }

  /**
   * Removes all ended tasks without unsaved results. Their files and daily credits remain.
   *
   * @returns the number of removed tasks.
   */
  async clear(): Promise<number> {
    const { context, signal } = this.#parts;
    let count = 0;
    for (let removed = -1; removed !== 0; count += removed) {
      signal.throwIfAborted();
      removed = context.ledger.tasks.clear(CLEAR_CHUNK);
      await turn();
    }
    context.journal.note({ e: 'cleared', at: context.clock.now() });
    context.ledger.batches.dropEmpty();
    return count;
  }
}
