/** Tasks from waiting to their end, and what recordInfo says of them. */
import { performance } from 'node:perf_hooks';
import type { TableEntry } from './catalogData.ts';
import type { FaultScript } from './faults.ts';
import type { FileStore } from './fileStore.ts';
import type { Answer } from './http.ts';
import { envelope } from './http.ts';
import type { Effect, EmulatedTask, TaskState } from './types.ts';
import { doWork } from './work.ts';

/** The effects that shape a task after it was accepted. */
const SHAPES: readonly Effect['kind'][] = ['notFound', 'noAddresses', 'state', 'fail', 'deadResults', 'stuck'];

interface Running {
  readonly task: EmulatedTask;
  readonly bornAt: number;
  readonly effects: Effect[];
  readonly work: Promise<void>;
  isWorkDone: boolean;
}

export interface TaskDeps {
  readonly store: FileStore;
  readonly faults: FaultScript;
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

  /** Waits until no work is under way any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(entry => entry.work));
  }

  create(entry: TableEntry, input: Readonly<Record<string, unknown>>, param: string, credits: number): EmulatedTask {
    const { makeId, now, faults } = this.#deps;
    const taskId = makeId('task');
    const task: EmulatedTask = {
      taskId,
      recordId: makeId('record'),
      model: entry.id,
      input,
      param,
      credits,
      createTime: now(),
      polls: 0
    };
    const effects: Effect[] = [];
    for (let fault = faults.take('task', entry.id); fault; fault = faults.take('task', entry.id)) {
      if (SHAPES.includes(fault.effect.kind)) effects.push(fault.effect);
      if (fault.times === 0) break;
    }
    const running: Running = {
      task,
      bornAt: performance.now(),
      effects,
      isWorkDone: false,
      work: this.#work(entry, task, effects).then(() => {
        running.isWorkDone = true;
      })
    };
    this.#running.set(taskId, running);
    return task;
  }

  async #work(entry: TableEntry, task: EmulatedTask, effects: readonly Effect[]): Promise<void> {
    const failure = effects.find(effect => effect.kind === 'fail');
    if (failure?.kind === 'fail') {
      task.failCode = failure.failCode ?? '501';
      task.failMsg = failure.failMsg ?? 'Generation failed';
      return;
    }
    try {
      const result = await doWork(entry, task.input, this.#deps.store, task.taskId);
      task.resultJson = JSON.stringify(result);
      if (effects.some(effect => effect.kind === 'deadResults')) {
        for (const address of addressesIn(result)) this.#deps.store.expire(address);
      }
    } catch (error) {
      task.failCode = '500';
      task.failMsg = `Work failed: ${error instanceof Error ? error.message : 'unknown'}`;
    }
  }

  /** The answer of GET /api/v1/jobs/recordInfo. Source: docs.kie.ai/market/common/get-task-detail */
  record(taskId: string): Answer {
    const running = this.#running.get(taskId);
    if (!running) return envelope(422, 'recordInfo is null', null);
    const { task, effects } = running;
    task.polls += 1;
    const hidden = effects.find(effect => effect.kind === 'notFound' && task.polls <= effect.polls);
    if (hidden?.kind === 'notFound') {
      return envelope(hidden.code, hidden.code === 404 ? 'Task not found' : 'recordInfo is null', null);
    }
    const strange = effects.find(effect => effect.kind === 'state' && task.polls <= effect.polls);
    const state = this.#state(running);
    return envelope(200, 'success', this.#data(running, strange?.kind === 'state' ? strange.word : state, state));
  }

  #state(running: Running): TaskState {
    const { task, effects } = running;
    const part = (performance.now() - running.bornAt) / this.#deps.taskMs;
    if (part < 0.15) return 'waiting';
    if (part < 0.3) return 'queuing';
    if (part < 1 || !running.isWorkDone || effects.some(effect => effect.kind === 'stuck')) return 'generating';
    task.completeTime ??= this.#deps.now();
    return task.failCode === undefined ? 'success' : 'fail';
  }

  #data(running: Running, shown: string, state: TaskState): object {
    const { task, effects } = running;
    const isDone = shown === 'success' || shown === 'fail';
    const lacking = effects.some(
      effect => effect.kind === 'noAddresses' && this.#donePolls(running, state) <= effect.polls
    );
    return {
      taskId: task.taskId,
      model: task.model,
      state: shown,
      param: task.param,
      ...(shown === 'success' ? { resultJson: lacking ? '{"resultUrls":[]}' : (task.resultJson ?? '') } : {}),
      failCode: shown === 'fail' ? (task.failCode ?? '') : null,
      failMsg: shown === 'fail' ? (task.failMsg ?? '') : null,
      costTime: isDone ? (task.completeTime ?? task.createTime) - task.createTime : null,
      completeTime: isDone ? task.completeTime : null,
      createTime: task.createTime,
      updateTime: task.completeTime ?? task.createTime,
      ...(task.model.startsWith('sora-2') ? { progress: isDone ? 100 : 50 } : {}),
      ...(isDone ? { creditsConsumed: task.credits } : {})
    };
  }

  readonly #successPolls = new Map<string, number>();

  #donePolls(running: Running, state: TaskState): number {
    if (state !== 'success') return 0;
    const polls = (this.#successPolls.get(running.task.taskId) ?? 0) + 1;
    this.#successPolls.set(running.task.taskId, polls);
    return polls;
  }
}

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('http') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}
