import type { TaskHold } from '../../../shared/task.ts';
import type { TaskRuntime } from '../taskRuntime.ts';

/**
 * Approves a held task at the price of its hold. `hold` is the one shown to the user.
 *
 * @returns false, without any change, when the task is no longer held or is held for another reason.
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
  // One transaction, so that another window cannot replace the hold in between.
  const approved = ledger.database.transaction(() => {
    const held = ledger.tasks.holdOf(localId);
    if (held?.message !== message || held.price?.credits !== price?.credits) return false;
    const patch = { hold: null, approvedAt: context.clock.now(), ...approvedPrice };
    return ledger.tasks.update(localId, ['preparing'], patch, true);
  });
  if (approved) supervisor.launch(localId);
  return approved;
}
