import type { TaskHold } from '../../shared/task.ts';
import type { TaskRuntime } from './taskRuntime.ts';

/**
 * Lets a held task continue at the price that its hold names. `hold` is the one that the user saw.
 *
 * @returns false, with nothing done, when the task is no longer held or is held for another reason.
 */
export function approveTask(
  { context, supervisor }: TaskRuntime,
  localId: string,
  { message, price }: TaskHold
): boolean {
  const { ledger } = context;
  const approvedPrice =
    price === undefined
      ? {}
      : {
          estimate: price.credits ?? null,
          estimateKind: price.kind ?? (price.exact ? ('exact' as const) : null),
          exact: price.exact
        };
  // One transaction, so that another window cannot replace the hold between the two.
  const approved = ledger.database.transaction(() => {
    const held = ledger.tasks.holdOf(localId);
    if (held?.message !== message || held.price?.credits !== price?.credits) return false;
    const patch = { hold: null, approvedAt: context.clock.now(), ...approvedPrice };
    return ledger.tasks.update(localId, ['preparing'], patch, true);
  });
  if (approved) supervisor.launch(localId);
  return approved;
}
