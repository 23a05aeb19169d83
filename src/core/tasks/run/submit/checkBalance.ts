import * as l10n from '@vscode/l10n';
import type { KieError } from '../../../http/errors/errors.ts';
import { CreditsError } from '../../../http/errors/errors.ts';
import type { TaskContext } from '../taskContext.ts';

/** Maximum age of a known balance. */
const AGE_MS = 60_000;
/** Maximum time to wait for the balance. */
const WAIT_MS = 3_000;

/**
 * Checks before uploads whether the credits suffice for an exact price. Returns the error to show if not; undefined if
 * they do or the balance is unknown. A balance that seems too low is refreshed before it counts.
 */
export async function checkBalance(
  ctx: Pick<TaskContext, 'balance' | 'log'>,
  price: number,
  signal: AbortSignal
): Promise<KieError | undefined> {
  if (price <= 0) return undefined;
  const seen = await ctx.balance.within(AGE_MS, WAIT_MS, signal);
  if (seen === undefined || seen >= price) return undefined;
  try {
    const credits = await ctx.balance.look();
    if (credits >= price) return undefined;
    const message = l10n.t(
      'Not enough credits: needs {0}, you have {1}. Top up at kie.ai and try again. Nothing was sent.',
      price,
      credits
    );
    return new CreditsError(message, { code: 402, remedy: 'top-up', accepted: 'no' });
  } catch (error) {
    // KIE itself rejects a task that the credits do not cover.
    ctx.log.debug(`The balance is unknown: ${String(error)}`);
    return undefined;
  }
}
