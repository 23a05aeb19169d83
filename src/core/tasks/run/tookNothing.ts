import { messageOf } from '../../../shared/messageOf.ts';
import type { Task } from '../../../shared/task.ts';
import { KieError } from '../../http/errors.ts';
import type { TaskContext } from './taskContext.ts';

/** How long after an error the credits of an accepted request are certainly gone, and how long their number may take. */
const SETTLE_MS = 5_000;
const LOOK_MS = 3_000;

/**
 * Whether KIE answered "code 500" without data and the balance did not change within a few seconds: this is how the live
 * service refuses bad fields, although the code alone proves nothing. False as well when the balance cannot be seen.
 * @param before the credits just before the request
 */
export async function tookNothing(
  ctx: Pick<TaskContext, 'balance' | 'clock' | 'ledger' | 'log'>,
  { localId, estimate }: Task,
  error: unknown,
  { before, signal }: { readonly before: number | null; readonly signal: AbortSignal }
): Promise<boolean> {
  if (!(error instanceof KieError) || error.code !== '500' || error.envelope !== 'empty') return false;
  if (before === null || estimate === 0) return false;
  const late = new AbortController();
  try {
    await ctx.clock.sleep(SETTLE_MS, signal);
    const patience = ctx.clock.sleep(LOOK_MS, AbortSignal.any([signal, late.signal])).then(() => undefined);
    const after = await Promise.race([ctx.balance.look(), patience]);
    if (after !== undefined) ctx.ledger.tasks.recordBalanceAfter(localId, after);
    return after === before;
  } catch (trouble) {
    ctx.log.debug(`The balance after an error is not known: ${messageOf(trouble)}`); // also when closing
    return false;
  } finally {
    late.abort();
  }
}
