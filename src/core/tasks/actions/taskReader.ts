import type { Task } from '../../../shared/task.ts';
import type { Disposable } from '../../base/ports.ts';
import { SERVICES } from '../../kie/services/services.ts';
import type { Catalog } from '../../models/catalog.ts';
import type { FollowUp } from '../../models/followUps.ts';
import { followUps } from '../../models/followUps.ts';
import type { TaskEvents } from '../events.ts';
import type { Provenance } from '../store/fileStore.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import type { TraceItem } from '../trace.ts';
import type { VisibleTasks } from '../visibleTasks.ts';
import { waitForTask } from '../waitForTask.ts';
import { isIdCorrectable } from './correctableId.ts';
import { hasRecord, planResume } from './resumePlan.ts';

export interface TaskReaderParts extends Pick<TaskRuntime, 'context' | 'signal'> {
  readonly events: TaskEvents;
  readonly catalog: Pick<Catalog, 'entries'>;
  readonly visible: VisibleTasks;
}

/** The part of `engine.tasks` that reads: tasks, their history and files, and the actions that they allow. */
export class TaskReader {
  readonly #parts: TaskReaderParts;

  constructor(parts: TaskReaderParts) {
    this.#parts = parts;
  }

  list(): readonly Task[] {
    return this.#parts.context.ledger.tasks.all();
  }

  get(localId: string): Task | undefined {
    return this.#parts.context.ledger.tasks.get(localId);
  }

  /**
   * Resolves when the task is no longer active, regardless of its outcome. The signal cancels the wait, not the task.
   */
  waitFor(localId: string, signal?: AbortSignal): Promise<Task> {
    const { context, events, signal: closing } = this.#parts;
    return waitForTask(context.ledger, events, localId, signal === undefined ? [closing] : [closing, signal]);
  }

  /** Whether `resume` applies: the task can be queried, saved or downloaded again without a new purchase. */
  canResume(localId: string): boolean {
    const task = this.get(localId);
    return task !== undefined && planResume(this.#parts.context, task) !== undefined;
  }

  /**
   * Whether KIE keeps a record of the task that can be queried by ID. Some operations are synchronous and have none.
   */
  hasRecord(localId: string): boolean {
    const task = this.get(localId);
    return task !== undefined && hasRecord(this.#parts.context, task);
  }

  /** Whether the user can enter the ID of an `unknown` task; see {@link isIdCorrectable}. */
  canEnterId(localId: string): boolean {
    const { state, taskId } = this.get(localId) ?? {};
    if (state !== 'unknown' || !this.hasRecord(localId)) return false;
    return taskId === undefined || isIdCorrectable(this.#parts.context, localId);
  }

  /** Returns the services that a task ID can belong to, to select one for `track`. */
  services(): readonly { readonly id: string; readonly label: string }[] {
    return SERVICES.filter(service => service.status !== undefined);
  }

  /** Returns the documented follow-up operations of a finished task, with IDs and indexes filled in. */
  followUps(localId: string): readonly FollowUp[] {
    const task = this.get(localId);
    return task === undefined ? [] : followUps(this.#parts.catalog.entries, task);
  }

  /** Returns the task that created a file, by its absolute path. */
  ofFile(file: string): Provenance | undefined {
    return this.#parts.context.ledger.files.find(file);
  }

  /** Whether this window holds the lease of the task, or held it at its end, and so shows the notifications. */
  isOwned(localId: string): boolean {
    return this.#parts.context.ledger.leases.holds(localId);
  }

  /** Returns the history of a task in order: its states, and its calls to KIE in this session. Contains no secrets. */
  trace(localId: string): readonly TraceItem[] {
    const { trace, ledger } = this.#parts.context;
    return trace.read(localId, ledger.tasks.states(localId));
  }

  /** Gives the queries of these tasks priority, because the user is viewing them, until the result is disposed. */
  watch(localIds: readonly string[]): Disposable {
    return this.#parts.visible.add(localIds);
  }

  /**
   * Reports the changed tasks of all windows. The list is empty when tasks were only removed, and when another window
   * has started, paused, resumed, stopped or ended a batch.
   */
  onDidChange(listener: (changed: readonly Task[]) => void): Disposable {
    return this.#parts.events.listen(listener);
  }
}
