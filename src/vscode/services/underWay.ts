import type { Engine } from '../../core/engineTypes.ts';
import { isActive } from '../../shared/task.ts';
import type { Task } from '../../shared/task.ts';

/** It waits for its turn in a batch. */
export const isWaiting = (task: Task): boolean => task.batch?.waiting === true;

export const isUnderWay = (task: Task): boolean => isActive(task.state) && !isWaiting(task);

/** Tasks that something happens to now, newest first; those that wait for their turn in a batch are not among them. */
export function underWay(engine: Pick<Engine, 'tasks'> | undefined): readonly Task[] {
  return engine?.tasks().filter(isUnderWay) ?? [];
}
