import * as vscode from 'vscode';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import { plural } from '../../../../shared/format/plural.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { BatchInfo } from '../../../../core/tasks/types.ts';
import type { Evaluation, Issue, Price } from '../../../../shared/form.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { lastTries } from '../../../common/text/batchText.ts';
import { chargedText, confirmPurchase, totalCost, warningsOf } from '../../run/confirmPrice.ts';
import { modelLine, requestDetails } from '../../run/requestDetails.ts';
import type { ConfirmedRequest } from '../../run/requestDetails.ts';
import { withKey } from '../../../common/withKey.ts';
import { sumPrices } from '../../../common/text/format.ts';
import { priceInQuestion } from '../../../common/text/priceInQuestion.ts';
import { filesOf } from '../../../common/resultFiles.ts';
import { target } from '../../../common/taskTarget.ts';
import { revealFile } from './resultCommands.ts';
import { showInformation, showWarning } from '../../../common/notify.ts';

/** Returns the batch of a tree item or of a batch ID. */
async function batchOf(
  services: Pick<Services, 'engine'>,
  node: unknown
): Promise<{ readonly engine: Engine; readonly batch: BatchInfo }> {
  const engine = await services.engine.get();
  const id = typeof node === 'string' ? node : idOf(node);
  const batch = id === undefined ? undefined : engine.batches.get(id);
  if (batch === undefined) throw new Error(vscode.l10n.t('Run this command on a batch in the Tasks view.'));
  return { engine, batch };
}

function idOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('batchId' in node)) return undefined;
  return typeof node.batchId === 'string' ? node.batchId : undefined;
}

/** Pauses a batch: active tasks continue, no further task starts. */
export async function pauseBatch(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  engine.batches.pause(batch.id);
}

/** Resumes a paused batch: its waiting tasks start again. */
export async function resumeBatch(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  await withKey(services.key, () => engine.batches.resume(batch.id));
}

/** Discards the tasks that were not submitted yet. Asks first when there are any, because this cannot be undone. */
export async function stopBatch(services: Pick<Services, 'ask' | 'engine'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  const waiting = batch.counts.waiting ?? 0;
  if (waiting > 0) {
    const sure = await services.ask.confirm(
      plural(
        vscode.l10n.t(
          "{1, plural, one {Stop {0}? # waiting task won't run.} other {Stop {0}? # waiting tasks won't run.}}"
        ),
        batch.name,
        waiting
      ),
      vscode.l10n.t('Tasks that KIE has accepted continue, and their results are downloaded.'),
      vscode.l10n.t('Stop')
    );
    if (!sure) return;
  }
  engine.batches.stop(batch.id);
}

/** Shows the folder of the first saved result of a batch. */
export async function openBatchFolder(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, batch } = await batchOf(services, node);
  const tasks = engine.tasks.list().filter(task => task.batch?.id === batch.id);
  const file = tasks.flatMap(filesOf)[0];
  if (file === undefined) throw new Error(vscode.l10n.t('These tasks have no saved results.'));
  await revealFile(file);
}

/** Moves a waiting task to the front of its batch. */
export async function toFront(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.batches.toFront(task.localId);
}

/**
 * Reruns the failed tasks of a batch after confirming the price. Excludes tasks that KIE may have accepted (`unknown`),
 * because each needs its own confirmation. Resolves to the number of tasks that run again.
 * @throws when no failed task can run again
 */
export async function retryFailed(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'key'>,
  node: unknown
): Promise<number> {
  const { engine, batch } = await batchOf(services, node);
  const all = lastTries(engine.tasks.list().filter(task => task.batch?.id === batch.id));
  const failed = all.filter(({ state }) => state === 'failed');
  const evaluated = await evaluateAll(engine, failed);
  const valid = evaluated.filter(({ issues }) => issues.length === 0);
  const reasons = evaluated.flatMap(({ issues }) => (issues.length === 0 ? [] : [messagesOf(issues)]));
  const skipped = skippedText(reasons, failed.length);
  if (valid.length === 0) {
    if (skipped !== undefined) throw new Error(skipped);
    void showInformation(vscode.l10n.t('No failed tasks in {0}.', batch.name));
    return 0;
  }
  const price = sumPrices(valid.map(one => one.price));
  const unknown = all.filter(({ state }) => state === 'unknown').length;
  const sure = await confirmPurchase(services, engine.account, {
    question: retryQuestion(batch.name, valid.length, price),
    ...totalCost(valid.map(one => one.price)),
    request: linesFor(valid, price),
    charged: chargedText(valid.length),
    notes: [
      ...warningsOf(valid),
      skipped,
      unknown === 0
        ? undefined
        : vscode.l10n.t('Not included: {0} with unknown status. Resolve them one by one.', unknown)
    ],
    action: vscode.l10n.t('Retry')
  });
  if (!sure) return 0;
  // Only the confirmed tasks: more may have failed or become valid in the meantime.
  const agreed = new Map(valid.map(one => [one.localId, one.price]));
  const again = await withKey(services.key, () => engine.batches.retryFailed(batch.id, agreed));
  if (again === undefined) return 0;
  const { count, refused } = again;
  const skippedNow = skippedText([...refused.map(messageOf), ...reasons], failed.length);
  // Skips the warning when the confirmation already listed everything that is left out.
  if (refused.length > 0 && skippedNow !== undefined) {
    const text = vscode.l10n.t('{0}: retrying {1}. {2}', batch.name, count, skippedNow);
    void showWarning(text);
  }
  return count;
}

const retryQuestion = (name: string, count: number, price: Price): string =>
  plural(
    vscode.l10n.t(
      '{0, plural, one {Retry # failed task of {1} for {2}?} other {Retry # failed tasks of {1} for {2}?}}'
    ),
    count,
    name,
    priceInQuestion(price)
  );

interface Evaluated extends Evaluation {
  readonly localId: string;
  readonly request: ConfirmedRequest;
}

async function evaluateAll(engine: Engine, tasks: readonly Task[]): Promise<readonly Evaluated[]> {
  const evaluated: Evaluated[] = [];
  for (const { localId, model, input } of tasks) {
    const evaluation = await engine.drafts.evaluate(model, input);
    const request = { entry: engine.models.entry(model), input, lengths: evaluation.lengths };
    evaluated.push({ localId, request, ...evaluation });
  }
  return evaluated;
}

function linesFor(evaluated: readonly Evaluated[], price: Price): readonly (string | undefined)[] {
  const requests = evaluated.map(({ request }) => request);
  return [modelLine(requests.map(({ entry }) => entry)), ...requestDetails(price, requests)];
}

const messagesOf = (issues: readonly Issue[]): string => joinSentences(issues.map(({ message }) => message));

/** Returns the number of failed tasks that do not run again and the first reason, or undefined when all run. */
function skippedText([first, ...others]: readonly string[], failed: number): string | undefined {
  if (first === undefined) return undefined;
  return plural(
    vscode.l10n.t('Skipped: {1, plural, one {{0} of # failed task} other {{0} of # failed tasks}}. {2}'),
    1 + others.length,
    failed,
    first
  );
}
