import type { Draft } from '../../shared/form.ts';
import type { TaskError, TaskOrigin, TaskState } from '../../shared/task.ts';

/** Where the results of a task are saved. `folder` is an absolute path, created when it is missing. */
export type SaveTarget =
  /** By the template of `kie.output.fileName`: ${date} ${time} ${model} ${prompt} ${taskId} ${index}. */
  | { readonly folder: string; readonly template: string }
  /** Next to a source file under this name without extension (`photo.upscaled`). */
  | { readonly folder: string; readonly stem: string };

export interface TrackOptions {
  readonly saveTo: SaveTarget;
  /** The id of one of `engine.tasks.services()`; by default each of them is queried. */
  readonly service?: string;
}

/** A request to run a model once. */
export interface Intent {
  readonly model: string;
  readonly input: Draft;
  readonly saveTo: SaveTarget;
  readonly origin: TaskOrigin;
}

/**
 * running   tasks start as others end
 * paused    no further task starts; `reason` says why unless the user paused it
 * stopped   tasks that had not started never will
 * done      every task has ended
 */
export type BatchState = 'running' | 'paused' | 'stopped' | 'done';

/** Tasks that were started together. */
export interface BatchInfo {
  readonly id: string;
  readonly name: string;
  readonly state: BatchState;
  /** The number of tasks by state; `waiting` ones have not started. A retried task counts once. */
  readonly counts: Readonly<Partial<Record<TaskState | 'waiting', number>>>;
  /** Why it is paused (top up, set a key). */
  readonly reason?: TaskError;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When its last task ended. */
  readonly finishedAt?: number;
}

export interface BatchOptions {
  readonly name: string;
  /** The maximum number of its tasks that run at the same time. */
  readonly atOnce?: number;
}

export interface BatchStart {
  /** Undefined when no intent was valid, so that nothing was written. */
  readonly batchId?: string;
  /** Intents that were left out, by index, and why. */
  readonly refused: readonly { readonly index: number; readonly error: Error }[];
}

export interface BatchRetry {
  /** The number of tasks that run again. */
  readonly count: number;
  /** Why each other failed task was left out: its input is no longer valid. */
  readonly refused: readonly Error[];
}
