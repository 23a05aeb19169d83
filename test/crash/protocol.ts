/** The messages between a parent and a window process. Everything is JSON; times are in milliseconds. */
import type { BatchInfo, Intent } from '../../src/core/tasks/types.ts';
import type { Task } from '../../src/shared/task.ts';

/** A clock that runs `speed` times as fast as real time since `base`, plus `ahead`: the same in all windows. */
export interface ClockConfig {
  readonly base: number;
  readonly speed: number;
  readonly ahead: number;
}

/** The process ends itself with SIGKILL when it reaches this step for the nth time. */
export interface CrashAt {
  readonly step: string;
  readonly nth: number;
}

export interface WindowConfig {
  readonly storageDir: string;
  readonly catalogFile: string;
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  readonly key: string;
  readonly time: ClockConfig;
  /** Tasks requested by the user; each is started unless a task with its prompt exists. */
  readonly intents: readonly Intent[];
  /** A batch requested by the user; it is started unless it exists. */
  readonly batch?: readonly Intent[];
  /** Task ids that the user found at kie.ai, by the local id of an `unknown` task. */
  readonly assign?: Readonly<Record<string, string>>;
  /** Local ids of tasks that the user resumes. */
  readonly resume?: readonly string[];
  /** Local ids of held tasks that the user approves. */
  readonly approve?: readonly string[];
  readonly crashAt?: CrashAt;
  /** The process stops at this step until its parent continues it. */
  readonly freezeAt?: CrashAt;
  /** The disk does not support hard links, as with exFAT and some shares. */
  readonly hasNoLinks?: boolean;
  /** Stays open and accepts commands; otherwise it ends when no task is active. */
  readonly staysOpen?: boolean;
}

export type Command =
  | { readonly do: 'start'; readonly intents: readonly Intent[] }
  | { readonly do: 'startBatch'; readonly intents: readonly Intent[] }
  | { readonly do: 'stop'; readonly localId: string }
  /** The system clock is set forward or back. */
  | { readonly do: 'moveClock'; readonly ms: number }
  | { readonly do: 'close' };

/** One line each on the standard output of a window. */
export type WindowMessage =
  /** The ledger is open and all requested work is in progress. */
  | { readonly type: 'ready' }
  /** The last message before a crash at a step. */
  | { readonly type: 'crash'; readonly step: string; readonly nth: number }
  /** The last message before a stop at a step. */
  | { readonly type: 'frozen'; readonly step: string; readonly nth: number }
  /** A task as last seen by this window, and the time. */
  | { readonly type: 'seen'; readonly localId: string; readonly state: Task['state']; readonly at: number }
  | { readonly type: 'failed'; readonly message: string }
  | EndedMessage;

export interface EndedMessage {
  readonly type: 'ended';
  readonly tasks: readonly Task[];
  readonly batches: readonly BatchInfo[];
  readonly damagedLedger?: string;
  /** The number of times each step was passed. */
  readonly steps: Readonly<Record<string, number>>;
  readonly peakBytes: number;
}

export const promptOf = (task: Pick<Task, 'input'>): string => String(task.input['prompt']);
