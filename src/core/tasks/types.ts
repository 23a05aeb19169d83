import type { Draft, Price } from '../../shared/form.ts';
import type { TaskError, TaskOrigin, TaskState } from '../../shared/task.ts';

interface TargetFolder {
  /** An absolute path, created if missing. */
  readonly folder: string;
  /** Its path without symbolic links when the task was started. Nothing is saved once links lead elsewhere. */
  readonly real?: string;
}

/** Where the results of a task are saved. */
export type SaveTarget =
  /** Named by the template of `kie.output.fileName`: ${date} ${time} ${model} ${prompt} ${taskId} ${index}. */
  | (TargetFolder & { readonly template: string })
  /** Next to a source file, under this name without extension (`photo.upscaled`). */
  | (TargetFolder & { readonly stem: string });

/** How to track a task that was created elsewhere. */
export interface TrackOptions {
  readonly saveTo: SaveTarget;
  /** ID of one of `engine.tasks.services()`; by default, each of them is queried. */
  readonly service?: string;
}

/** Request to run a model once. */
export interface Intent {
  readonly model: string;
  readonly input: Draft;
  readonly saveTo: SaveTarget;
  readonly origin: TaskOrigin;
  /** The price that the user agreed to. When it is higher by now, the task is held for approval. */
  readonly agreed?: Price;
}

/**
 * running   tasks start as others end
 * paused    no further task starts; `reason` is the cause unless the user paused it
 * stopped   waiting tasks never start
 * done      every task has ended
 */
export type BatchState = 'running' | 'paused' | 'stopped' | 'done';

/** Tasks that were started together. */
export interface BatchInfo {
  readonly id: string;
  readonly name: string;
  readonly state: BatchState;
  /** Number of tasks by state; `waiting` ones have not started. A retried task counts once. */
  readonly counts: Readonly<Partial<Record<TaskState | 'waiting', number>>>;
  /** Cause of the pause (top up, set a key). */
  readonly reason?: TaskError;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When the last task ended, in milliseconds since 1970. */
  readonly finishedAt?: number;
}

/** How to run a batch. */
export interface BatchOptions {
  readonly name: string;
  /** Maximum number of concurrently running tasks of the batch. */
  readonly atOnce?: number;
}

/** A started batch, and the intents that are not part of it. */
export interface BatchStart {
  /** Undefined when no intent was valid and nothing was written. */
  readonly batchId?: string;
  /** Skipped intents, by index, and the reasons. */
  readonly refused: readonly { readonly index: number; readonly error: Error }[];
}

/** The retried tasks of a batch, and why the others were skipped. */
export interface BatchRetry {
  /** Number of retried tasks. */
  readonly count: number;
  /** Reasons why the other failed tasks were skipped: their input is no longer valid. */
  readonly refused: readonly Error[];
}
