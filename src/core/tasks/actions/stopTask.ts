import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { TaskRuntime } from '../taskRuntime.ts';

/** Stops tracking a task. A createTask in flight cannot be canceled: its task stops once the response is recorded. */
export function stopTask({ context, supervisor }: TaskRuntime, localId: string): void {
  const states = ACTIVE_STATES.filter(state => state !== 'submitting');
  const end = { state: 'stopped', finishedAt: context.clock.now(), progress: null, note: null } as const;
  // One transaction, so that a task that another window sends in between is not missed.
  const stopped = context.ledger.database.transaction(() => {
    context.ledger.tasks.update(localId, ['submitting'], { stopAsked: true }, true);
    return context.ledger.tasks.update(localId, states, end, true);
  });
  if (stopped) supervisor.cancel(localId);
}
