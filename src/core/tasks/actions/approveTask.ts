import type { TaskHold } from '../../../shared/task.ts';
import { Allowance } from '../allowance.ts';
import type { TaskRuntime } from '../taskRuntime.ts';

/**
 * Approves a held task at the price of its hold. `hold` is the one shown to the user. A task that exceeds the daily
 * limit by now is held for that instead.
 *
 * @returns false when the task is no longer held, or is held for another reason.
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
  // One transaction, so that no window can replace the hold or use the rest of the daily limit in between.
  const approved = ledger.database.transaction(() => {
    const held = ledger.tasks.holdOf(localId);
    if (held?.message !== message || held.price?.credits !== price?.credits) return false;
    const credits = price === undefined ? ledger.tasks.get(localId)?.estimate : price.credits;
    const over = new Allowance(context).reserve(credits);
    if (over !== undefined) {
      ledger.tasks.update(localId, ['preparing'], { hold: price === undefined ? over : { ...over, price } }, true);
      return false;
    }
    const patch = { hold: null, approvedAt: context.clock.now(), ...approvedPrice };
    return ledger.tasks.update(localId, ['preparing'], patch, true);
  });
  if (approved) supervisor.launch(localId);
  return approved;
}
