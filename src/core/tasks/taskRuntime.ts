import type { Supervisor } from './run/supervisor.ts';
import type { TaskContext } from './run/taskContext.ts';

/** Changes to tasks are written to the ledger of `context`; `supervisor` does the work. */
export interface TaskRuntime {
  readonly context: TaskContext;
  readonly supervisor: Supervisor;
  /** Aborted when the engine closes. */
  readonly signal: AbortSignal;
}
