/** The description of a legacy service: the requests that create its tasks, and its status response. */
import type { TaskView } from '../taskView.ts';
import type { Work } from '../tasks.ts';
import { isRecord } from '../check/values.ts';

export interface LegacyService {
  /** Entries whose requests create tasks; they return `{ taskId }` unless `created` overrides it. */
  readonly creates: readonly string[];
  /** The entry of the status query for these tasks. */
  readonly status: string;
  readonly work: Work;
  /** `data` of the status response. */
  readonly record: (view: TaskView) => object;
  readonly created?: (view: TaskView) => object;
  /** A second request for the same source is rejected with this code. */
  readonly once?: { readonly of: readonly string[]; readonly code: 400 | 409 };
  /** Repeating the same request queries the task of the first one. */
  readonly repeats?: readonly string[];
  /** Queries a second for one task. */
  readonly queriesPerSecond?: number;
  /** The message for an unknown id. Default: `recordInfo is null`. Null: code 200 with null for data. */
  readonly unknown?: string | null;
}

/**
 * The values of a state field. `failed` holds the final values of a task that was never created and of one that failed.
 */
export interface States<T extends string | number> {
  readonly running: readonly T[];
  readonly done: T;
  readonly failed: readonly [notMade: T, broke: T];
}

/** Codes of a task that could not be created; all others mean that the work failed. */
const NOT_CREATED = ['400', '422', '500'];

/** The value of the state: from a fault, the stage of a running task, or its outcome. */
export function stateOf<T extends string | number>(view: TaskView, states: States<T>): T | string | number {
  const { phase, progress, stateOverride, task } = view;
  if (stateOverride !== undefined)
    return typeof states.done === 'number' && /^\d+$/.test(stateOverride) ? Number(stateOverride) : stateOverride;
  if (phase === 'success') return states.done;
  if (phase === 'fail') return states.failed[NOT_CREATED.includes(task.failCode ?? '') ? 0 : 1];
  const stage = Math.min(states.running.length - 1, Math.floor(progress * states.running.length));
  return states.running[stage] ?? states.done;
}

/** The result once a task is done, else undefined. URLs are absent while a fault withholds them. */
export function resultOf(view: TaskView): Readonly<Record<string, unknown>> | undefined {
  if (view.phase !== 'success' || !view.result) return undefined;
  const result = view.lacksUrls ? withoutAddresses(view.result) : view.result;
  return isRecord(result) ? result : undefined;
}

function withoutAddresses(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('http') ? null : value;
  if (Array.isArray(value)) return value.map(withoutAddresses).filter(item => item !== null);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutAddresses(inner)]));
}

/** `errorCode` and `errorMessage`; the values without an error differ between the services. */
export function errorOf(view: TaskView, code: unknown = null, message: unknown = null): object {
  if (view.phase !== 'fail') return { errorCode: code, errorMessage: message };
  return { errorCode: Number(view.task.failCode ?? 501), errorMessage: view.task.failMsg ?? '' };
}

/** The values of successFlag: 0 running, 1 done, 2 not created, 3 failed. */
export const FLAGS: States<number> = { running: [0], done: 1, failed: [2, 3] };

/** Shared by the records of images and videos. Times are milliseconds since 1970, as recorded. */
export function common(view: TaskView): object {
  const { taskId, param, createTime, completeTime } = view.task;
  return {
    taskId,
    paramJson: param,
    createTime,
    completeTime: completeTime ?? null,
    successFlag: stateOf(view, FLAGS)
  };
}
