/** What one former service is to the emulator: which requests make its tasks and what its status query says. */
import type { Seen } from '../seen.ts';
import type { Work } from '../tasks.ts';
import { isRecord } from '../values.ts';

export interface FormerService {
  /** Entries whose requests make tasks; their answer is `{ taskId }` unless `created` says more. */
  readonly creates: readonly string[];
  /** The entry whose query tells of these tasks. */
  readonly status: string;
  readonly work: Work;
  /** `data` of the status answer. */
  readonly record: (seen: Seen) => object;
  readonly created?: (seen: Seen) => object;
  /** A second request for the same source is refused with this code. */
  readonly once?: { readonly of: readonly string[]; readonly code: 400 | 409 };
  /** The same request again is a query of the first one's task. */
  readonly repeats?: readonly string[];
  /** Queries a second for one task. */
  readonly queriesPerSecond?: number;
  /** The sentence about an unknown id, `recordInfo is null` unless told; null: code 200 with null for data. */
  readonly unknown?: string | null;
}

/** The values that a state field takes. `failed` holds what a task that was never made and one that broke end in. */
export interface States<T extends string | number> {
  readonly running: readonly T[];
  readonly done: T;
  readonly failed: readonly [notMade: T, broke: T];
}

/** Codes of a task that could not be made; all others tell of work that broke. */
const NOT_MADE = ['400', '422', '500'];

/** The state's value: a fault's word, the stage of a running task, or how it ended. */
export function stateOf<T extends string | number>(seen: Seen, states: States<T>): T | string | number {
  const { phase, part, word, task } = seen;
  if (word !== undefined) return typeof states.done === 'number' && /^\d+$/.test(word) ? Number(word) : word;
  if (phase === 'success') return states.done;
  if (phase === 'fail') return states.failed[NOT_MADE.includes(task.failCode ?? '') ? 0 : 1];
  const stage = Math.min(states.running.length - 1, Math.floor(part * states.running.length));
  return states.running[stage] ?? states.done;
}

/** The result once a task is done, else undefined. Addresses are absent while a fault holds them back. */
export function resultOf(seen: Seen): Readonly<Record<string, unknown>> | undefined {
  if (seen.phase !== 'success' || !seen.result) return undefined;
  const result = seen.lacks ? withoutAddresses(seen.result) : seen.result;
  return isRecord(result) ? result : undefined;
}

function withoutAddresses(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('http') ? null : value;
  if (Array.isArray(value)) return value.map(withoutAddresses).filter(item => item !== null);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutAddresses(inner)]));
}

/** `errorCode` and `errorMessage`; what stands there without an error differs between the services. */
export function errorOf(seen: Seen, code: unknown = null, message: unknown = null): object {
  if (seen.phase !== 'fail') return { errorCode: code, errorMessage: message };
  return { errorCode: Number(seen.task.failCode ?? 501), errorMessage: seen.task.failMsg ?? '' };
}

/** The values of successFlag: 0 running, 1 done, 2 not made, 3 broke. */
export const FLAGS: States<number> = { running: [0], done: 1, failed: [2, 3] };

/** What the records of pictures and clips have in common. Times are milliseconds since 1970, as recorded. */
export function common(seen: Seen): object {
  const { taskId, param, createTime, completeTime } = seen.task;
  return {
    taskId,
    paramJson: param,
    createTime,
    completeTime: completeTime ?? null,
    successFlag: stateOf(seen, FLAGS)
  };
}
