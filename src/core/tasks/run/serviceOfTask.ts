import type { Task } from '../../../shared/task.ts';
import type { Service } from '../../kie/services/service.ts';
import { serviceById, serviceFor } from '../../kie/services/services.ts';
import type { TaskContext } from './taskContext.ts';

/** Returns the service of a task: the one it was adopted from, else that of its model's operation, else undefined. */
export function serviceOfTask(ctx: Pick<TaskContext, 'entry'>, task: Task): Service | undefined {
  if (task.service !== undefined) return serviceById(task.service);
  const operation = ctx.entry(task.model)?.operation;
  return operation === undefined ? undefined : serviceFor(operation);
}
