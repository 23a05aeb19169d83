/** What a parent tells a window process and what that answers. Everything is JSON; times are in milliseconds. */
import type { BatchInfo, Intent } from '../../src/core/tasks/types.ts';
import type { Task } from '../../src/shared/task.ts';

/** A time that runs `speed` times as fast as the real one since `base`, and is `ahead` of that: the same in all windows. */
export interface FastTime {
  readonly base: number;
  readonly speed: number;
  readonly ahead: number;
}

/** The process ends itself with SIGKILL when it comes to this step for the nth time. */
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
  readonly time: FastTime;
  /** What the person wants; each is started unless a task with its prompt is there already. */
  readonly intents: readonly Intent[];
  /** What the person wants as one batch; it is started unless it is there already. */
  readonly batch?: readonly Intent[];
  /** Task ids that the person found at kie.ai, by the local id of an `unknown` task. */
  readonly adopt?: Readonly<Record<string, string>>;
  /** Local ids that the person collects again. */
  readonly resume?: readonly string[];
  /** Local ids of held tasks that the user approves. */
  readonly approve?: readonly string[];
  readonly crashAt?: CrashAt;
  /** The process stops at this step until its parent continues it. */
  readonly freezeAt?: CrashAt;
  /** The disk knows no hard links, as exFAT and some shares. */
  readonly hasNoLinks?: boolean;
  /** Stays open and takes commands, else it ends when no task is active any more. */
  readonly stays?: boolean;
}

export type Command =
  | { readonly do: 'start'; readonly intents: readonly Intent[] }
  | { readonly do: 'startBatch'; readonly intents: readonly Intent[] }
  | { readonly do: 'stop'; readonly localId: string }
  /** The clock of the computer is set forward, or back. */
  | { readonly do: 'moveClock'; readonly ms: number }
  | { readonly do: 'close' };

/** One line each on the standard output of a window. */
export type Told =
  /** The ledger is open and everything that was to be done is under way. */
  | { readonly is: 'ready' }
  /** The last words before a crash at a step. */
  | { readonly is: 'crash'; readonly step: string; readonly nth: number }
  /** The last words before a stop at a step. */
  | { readonly is: 'frozen'; readonly step: string; readonly nth: number }
  /** A task as this window has come to see it, and when. */
  | { readonly is: 'seen'; readonly localId: string; readonly state: Task['state']; readonly at: number }
  | { readonly is: 'failed'; readonly message: string }
  | Ended;

export interface Ended {
  readonly is: 'ended';
  readonly tasks: readonly Task[];
  readonly batches: readonly BatchInfo[];
  readonly damagedLedger?: string;
  /** How often each step was passed. */
  readonly steps: Readonly<Record<string, number>>;
  readonly peakBytes: number;
}

export const promptOf = (task: Pick<Task, 'input'>): string => String(task.input['prompt']);
