import { messageOf } from '../../../../shared/messageOf.ts';
import type { TaskContext } from '../taskContext.ts';

/** Time after an error until the credits of an accepted request are deducted, and timeout for reading the balance. */
const SETTLE_MS = 5_000;
const BALANCE_TIMEOUT_MS = 3_000;

/**
 * Whether the balance did not change within a few seconds after KIE returned code 500 without data. The live service
 * rejects invalid fields this way, although the code alone proves nothing. False if the balance cannot be read.
 * @param before - the credits just before the request
 */
export async function isBalanceUnchanged(
  ctx: Pick<TaskContext, 'balance' | 'clock' | 'ledger' | 'log'>,
  localId: string,
  before: number | null,
  signal: AbortSignal
): Promise<boolean> {
  const late = new AbortController();
  try {
    await ctx.clock.sleep(SETTLE_MS, signal);
    const timeout = ctx.clock.sleep(BALANCE_TIMEOUT_MS, AbortSignal.any([signal, late.signal])).then(() => undefined);
    const after = await Promise.race([ctx.balance.look(), timeout]);
    if (after !== undefined) ctx.ledger.tasks.recordBalanceAfter(localId, after);
    return after === before;
  } catch (trouble) {
    ctx.log.debug(`The balance after an error is unknown: ${messageOf(trouble)}`); // also when closing
    return false;
  } finally {
    late.abort();
  }
}
