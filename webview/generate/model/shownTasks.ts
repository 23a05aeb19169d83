import { isActive } from '../../../src/shared/task.ts';
import type { TaskLine } from '../../../src/shared/protocol/snapshot.ts';
import { isProblem } from '../../../src/shared/tasks/activeTasks.ts';

/** The most lines of active runs. */
const MAX_ACTIVE = 2;

/** The lines of the bar. */
export interface ShownTasks {
  readonly active: readonly TaskLine[];
  /** The number of other runs that are active or need the user. */
  readonly more: number;
  /** The end of a run that the user has to know: the newest problem, otherwise a result while nothing runs. */
  readonly ended: TaskLine | undefined;
}

/** Chooses the runs that have a line in the bar. `tasks`: newest first. `others`: the number of runs not among them. */
export function shownTasks(tasks: readonly TaskLine[], others = 0): ShownTasks {
  const active = tasks.filter(({ task }) => isActive(task.state));
  // A run that waits for the user comes before those that only take time.
  const ordered = [
    ...active.filter(({ task }) => task.hold !== undefined),
    ...active.filter(({ task }) => task.hold === undefined)
  ];
  const problems = tasks.filter(({ task }) => isProblem(task));
  const done = active.length > 0 ? undefined : tasks.find(({ task }) => task.state === 'done');
  return {
    active: ordered.slice(0, MAX_ACTIVE),
    more: Math.max(0, ordered.length - MAX_ACTIVE) + Math.max(0, problems.length - 1) + others,
    ended: problems[0] ?? done
  };
}
