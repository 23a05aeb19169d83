import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { BatchInfo } from '../../../core/tasks/types.ts';
import type { Issue } from '../../../shared/form.ts';
import type { Services } from '../../services.ts';
import { lastTries } from './batchText.ts';
import { chargedText, confirmPurchase } from '../run/confirmPrice.ts';
import { withKey } from '../../common/withKey.ts';
import { priceText, sumPrices } from '../../common/format.ts';
import { target } from './taskTarget.ts';
import { showInformation, showWarning } from '../../common/notify.ts';

/** The batch of a line of the tree, or of its id. */
async function batchOf(
  services: Pick<Services, 'engine'>,
  node: unknown
): Promise<{ readonly engine: Engine; readonly batch: BatchInfo }> {
  const engine = await services.engine.get();
  const id = typeof node === 'string' ? node : idOf(node);
  const batch = id === undefined ? undefined : engine.batches.get(id);
  if (batch === undefined) throw new Error(vscode.l10n.t('This command needs a batch: use it in the Tasks view.'));
  return { engine, batch };
}

function idOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('batchId' in node)) return undefined;
  return typeof node.batchId === 'string' ? node.batchId : undefined;
}

/** What is under way goes on; nothing else begins. */
export async function pauseBatch(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  engine.batches.pause(batch.id);
}

export async function resumeBatch(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  await withKey(services.key, () => engine.batches.resume(batch.id));
}

/** Ends what was not sent yet, after a question when something waits: it does not come back. */
export async function stopBatch(services: Pick<Services, 'ask' | 'engine'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  const waiting = batch.counts.waiting ?? 0;
  if (waiting > 0) {
    const sure = await services.ask.confirm(
      waiting === 1
        ? vscode.l10n.t('Stop {0}? 1 task that waits will not run.', batch.name)
        : vscode.l10n.t('Stop {0}? {1} tasks that wait will not run.', batch.name, waiting),
      vscode.l10n.t('What KIE has accepted goes on to its end, and its results are saved.'),
      vscode.l10n.t('Stop')
    );
    if (!sure) return;
  }
  engine.batches.stop(batch.id);
}

/** Gives a task that waits the next turn in its batch. */
export async function toFront(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.batches.toFront(task.localId);
}

/**
 * Runs what failed in a batch again, after a question about the price. What KIE may have accepted (`unknown`) is not among
 * it: each of those has a question of its own. Resolves to how many run again.
 */
export async function retryFailed(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'key'>,
  node: unknown
): Promise<number> {
  const { engine, batch } = await batchOf(services, node);
  const all = lastTries(engine.tasks.list().filter(task => task.batch?.id === batch.id));
  const failed = all.filter(({ state }) => state === 'failed');
  const judged = [];
  for (const { localId, model, input } of failed)
    judged.push({ localId, ...(await engine.drafts.evaluate(model, input)) });
  const fit = judged.filter(({ issues }) => issues.length === 0);
  const reasons = judged.flatMap(({ issues }) => (issues.length === 0 ? [] : [messagesOf(issues)]));
  const out = leftOut(reasons, failed.length);
  if (fit.length === 0) {
    if (out !== undefined) throw new Error(out);
    void showInformation(vscode.l10n.t('Nothing failed in {0}.', batch.name));
    return 0;
  }
  const price = sumPrices(fit.map(one => one.price));
  const unknown = all.filter(({ state }) => state === 'unknown').length;
  const sure = await confirmPurchase(services, engine.account, {
    question:
      fit.length === 1
        ? vscode.l10n.t('Run 1 failed task of {0} again for {1}?', batch.name, priceText(price))
        : vscode.l10n.t('Run {0} failed tasks of {1} again for {2}?', fit.length, batch.name, priceText(price)),
    credits: price.credits ?? 0,
    details: [
      chargedText(),
      out,
      unknown === 0
        ? undefined
        : vscode.l10n.t('Not among them: {0} that KIE may have accepted; each has its own question.', unknown)
    ],
    action: vscode.l10n.t('Run Again')
  });
  if (!sure) return 0;
  // Only what the question named: more may have failed meanwhile, or have become valid.
  const agreed = fit.map(({ localId }) => localId);
  const again = await withKey(services.key, () => engine.batches.retryFailed(batch.id, agreed));
  if (again === undefined) return 0;
  const { count, refused } = again;
  const outNow = leftOut([...refused.map(messageOf), ...reasons], failed.length);
  // What was said before needs no second word.
  if (refused.length > 0 && outNow !== undefined) {
    const text = vscode.l10n.t('{0}: running {1} again. {2}', batch.name, count, outNow);
    void showWarning(text);
  }
  return count;
}

const messagesOf = (issues: readonly Issue[]): string => issues.map(({ message }) => message).join(' ');

/** How many of those that failed do not run again, and why the first does not; undefined when all do. */
function leftOut([first, ...others]: readonly string[], failed: number): string | undefined {
  if (first === undefined) return undefined;
  return vscode.l10n.t('Left out: {0} of {1} failed tasks. {2}', 1 + others.length, failed, first);
}
