/** Tasks from pending to their end: the source of every service's status response. */
import { performance } from 'node:perf_hooks';
import type { TableEntry } from './catalogData.ts';
import type { FaultScript } from './faults.ts';
import type { FileStore } from './fileStore.ts';
import type { IssuedIds } from './issuedIds.ts';
import type { Job } from './work/job.ts';
import { jobFor } from './work/job.ts';
import { effectOf, viewOf, TASK_EFFECTS, withoutAudio } from './taskView.ts';
import type { Running, TaskView } from './taskView.ts';
import type { Effect, EmulatedTask } from './types.ts';

export type Work = (job: Job) => Promise<object>;

export interface ModelRequest {
  readonly entry: TableEntry;
  readonly input: Readonly<Record<string, unknown>>;
  /** The body as sent, JSON text. */
  readonly text: string;
}

export interface TaskDeps {
  readonly store: FileStore;
  readonly faults: FaultScript;
  readonly issued: IssuedIds;
  readonly makeId: (what: string) => string;
  readonly now: () => number;
  /** Milliseconds from submission to the end. */
  readonly taskMs: number;
}

export class Tasks {
  readonly #deps: TaskDeps;
  readonly #running = new Map<string, Running>();

  constructor(deps: TaskDeps) {
    this.#deps = deps;
  }

  get all(): readonly EmulatedTask[] {
    return [...this.#running.values()].map(entry => entry.task);
  }

  clear(): void {
    this.#running.clear();
  }

  /** Resolves when no work is in progress. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(entry => entry.work));
  }

  create({ entry, input, text: param }: ModelRequest, credits: number, work: Work): EmulatedTask {
    const { makeId, now, faults } = this.#deps;
    const task: EmulatedTask = {
      taskId: makeId('task'),
      model: entry.id,
      input,
      param,
      credits,
      createTime: now(),
      polls: 0
    };
    const effects = faults
      .takeAll(entry.id, JSON.stringify(input))
      .map(fault => fault.effect)
      .filter(effect => TASK_EFFECTS.includes(effect.kind));
    const running: Running = {
      task,
      startedAt: performance.now(),
      effects,
      isWorkDone: false,
      successPolls: 0,
      work: this.#work(entry, task, effects, work).then(() => {
        running.isWorkDone = true;
      })
    };
    this.#running.set(task.taskId, running);
    return task;
  }

  async #work(entry: TableEntry, task: EmulatedTask, effects: readonly Effect[], work: Work): Promise<void> {
    const { store } = this.#deps;
    const failure = effectOf(effects, 'fail');
    if (failure) {
      task.failCode = failure.failCode ?? '501';
      task.failMsg = failure.failMsg ?? 'Generation failed';
      if (failure.isEndNamed !== undefined) task.isEndNamed = failure.isEndNamed;
      if (failure.songs === undefined) return;
    }
    try {
      const result = await work(jobFor(entry, task, { ...this.#deps, resultOf: id => this.peek(id)?.result }));
      task.resultJson = JSON.stringify(result);
      if (effectOf(effects, 'deadResults')) for (const address of addressesIn(result)) store.expireResult(address);
    } catch (error) {
      task.failCode = '500';
      task.failMsg = `Work failed: ${error instanceof Error ? error.message : 'unknown'}`;
    }
  }

  /** Returns the current task without counting a query. */
  peek(taskId: string): TaskView | undefined {
    const running = this.#running.get(taskId);
    return running && viewOf(running, this.#deps.taskMs, this.#deps.now);
  }

  /** One status query: the task, a code while a fault hides it, or undefined for an id that was never issued. */
  async query(taskId: string): Promise<TaskView | 404 | 422 | undefined> {
    const running = this.#running.get(taskId);
    if (!running) return undefined;
    const { task, effects } = running;
    task.polls += 1;
    const hidden = effectOf(effects, 'notFound');
    if (hidden && task.polls <= hidden.polls) return hidden.code;
    if (effectOf(effects, 'steps')) await running.work;
    const view = viewOf(running, this.#deps.taskMs, this.#deps.now);
    if (view.phase === 'success') running.successPolls += 1;
    const noUrls = effectOf(effects, 'noAddresses');
    const noAudio = effectOf(effects, 'noSound');
    const shown = noAudio && running.successPolls <= noAudio.polls ? withoutAudio(view, noAudio.songs ?? 0) : view;
    return { ...shown, lacksUrls: noUrls !== undefined && running.successPolls <= noUrls.polls };
  }
}

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('http') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}
