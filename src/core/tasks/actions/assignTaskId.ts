import * as l10n from '@vscode/l10n';
import { serviceOfTask } from '../run/serviceOfTask.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import { isIdCorrectable } from './correctableId.ts';

/** Assigns a KIE ID to an `unknown` task. Throws when KIE reported the ID itself, or another task has it. */
export function assignTaskId({ context, supervisor }: TaskRuntime, localId: string, id: string): void {
  const taskId = id.trim();
  const task = context.ledger.tasks.get(localId);
  if (task?.taskId !== undefined && !isIdCorrectable(context, localId)) {
    throw new Error(l10n.t('The ID of this task is known: {0}. Resume the task instead.', task.taskId));
  }
  const service = task === undefined ? undefined : serviceOfTask(context, task);
  if (service !== undefined && service.status === undefined) {
    throw new Error(
      l10n.t('KIE responds to this model immediately and keeps no record of it. Run it again, or check kie.ai/logs.')
    );
  }
  const patch = { state: 'queued', taskId, error: null, finishedAt: null } as const;
  // One transaction, so that two windows cannot both assign the ID.
  const assigned = context.ledger.database.transaction(() => {
    if (context.ledger.tasks.withTaskId(taskId, localId) !== undefined) {
      throw new Error(l10n.t('Task {0} is already in the list.', taskId));
    }
    return context.ledger.tasks.update(localId, ['unknown'], patch, true);
  });
  if (assigned) {
    context.journal.note({ e: 'accepted', at: context.clock.now(), localId, taskId });
    supervisor.launch(localId);
  }
}
