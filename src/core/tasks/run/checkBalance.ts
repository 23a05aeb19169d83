import * as l10n from '@vscode/l10n';
import type { KieError } from '../../http/errors.ts';
import { CreditsError } from '../../http/errors.ts';
import type { TaskContext } from './taskContext.ts';

const AGE_MS = 60_000;
const WAIT_MS = 3_000;

/**
 * What is said when the credits do not suffice for an exact price, so that no file travels for nothing; undefined when
 * they do or when that cannot be known now. A balance that seems too small is asked for anew before it counts.
 */
export async function lacking(
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
      'This costs {0} credits and {1} are left. Top up at kie.ai and try again. Nothing was sent.',
      price,
      credits
    );
    return new CreditsError(message, { code: 402, remedy: 'top-up', accepted: 'no' });
  } catch (error) {
    // KIE itself refuses what cannot be paid.
    ctx.log.debug(`The balance is not known: ${String(error)}`);
    return undefined;
  }
}
