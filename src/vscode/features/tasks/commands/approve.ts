import * as vscode from 'vscode';
import { plural } from '../../../../shared/format/plural.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { addedCredits, heldPrice, isHeld } from '../../../../shared/tasks/heldTask.ts';
import type { HeldTask } from '../../../../shared/tasks/heldTask.ts';
import type { Task } from '../../../../shared/task.ts';
import { firstOf, priceText, sumPrices } from '../../../common/text/format.ts';
import { showInformation } from '../../../common/notify.ts';
import { withKey } from '../../../common/withKey.ts';
import type { Services } from '../../../services.ts';
import { chargedText, confirmPurchase, isOverLimit, limitCostOf } from '../../run/confirmPrice.ts';
import { modelLine, requestDetails } from '../../run/requestDetails.ts';
import type { ConfirmedRequest } from '../../run/requestDetails.ts';
import type { Purchase } from '../../run/confirmPrice.ts';
import { target } from '../../../common/taskTarget.ts';

/** Submits a held task. Asks again when its price changed or the task would exceed the daily limit. */
export async function approve(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'key'>,
  node: unknown
): Promise<void> {
  const { engine, task } = await target(services, node);
  if (isHeld(task)) await approveTasks(services, engine, [task], task.hold.kind === 'price');
}

/**
 * Submits held tasks after one confirmation: the tasks of a batch (by tree item or ID), of a list of local IDs, or all.
 */
export async function approveAll(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'key'>,
  which?: unknown
): Promise<void> {
  const engine = await services.engine.get();
  const held = engine.tasks.list().filter(isHeld).filter(isAmong(which));
  // A keybinding, task or link can call this without knowing any task, so even a single one is confirmed.
  if (held.length > 0) await approveTasks(services, engine, held, true);
  else void showInformation(vscode.l10n.t('No tasks need approval.'));
}

function isAmong(which: unknown): (task: Task) => boolean {
  if (Array.isArray(which)) return ({ localId }) => which.includes(localId);
  const isRow = typeof which === 'object' && which !== null && 'batchId' in which;
  const batchId = isRow ? which.batchId : which;
  return typeof batchId === 'string' ? ({ batch }) => batch?.id === batchId : () => true;
}

async function approveTasks(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'key'>,
  engine: Engine,
  held: readonly HeldTask[],
  always: boolean
): Promise<void> {
  const cost = { credits: addedCredits(held), hasUnknown: held.some(task => limitCostOf(heldPrice(task)).hasUnknown) };
  const needsQuestion = always || isOverLimit(services, engine.account, cost);
  if (needsQuestion) {
    const question = await questionFor(engine, held);
    if (!(await confirmPurchase(services, engine.account, { ...question, ...cost }))) return;
  }
  await withKey(services.key, () => {
    // A task whose hold was replaced in the meantime stays held, because the confirmation did not include its price.
    for (const { localId, hold } of held) engine.tasks.approve(localId, hold);
  });
}

async function questionFor(
  engine: Engine,
  held: readonly HeldTask[]
): Promise<Omit<Purchase, 'credits' | 'hasUnknown'>> {
  const [first] = held;
  const price = sumPrices(held.map(heldPrice));
  const requests: ConfirmedRequest[] = [];
  for (const { model, input } of held) {
    const { lengths } = await engine.drafts.evaluate(model, input);
    requests.push({ entry: engine.models.entry(model), input, lengths });
  }
  const request = requestDetails(price, requests);
  if (first !== undefined && held.length === 1) {
    const name = engine.models.entry(first.model)?.name ?? first.model;
    return {
      question: vscode.l10n.t('{0}: {1}', name, first.hold.message),
      request,
      charged: chargedText(),
      isWarning: true,
      action: vscode.l10n.t('Approve and Send')
    };
  }
  const question =
    price.kind === 'unknown'
      ? plural(vscode.l10n.t('Approve and send {0} tasks? Price unknown.'), held.length)
      : plural(vscode.l10n.t('Approve and send {0} tasks for {1}?'), held.length, priceText(price));
  const reasons = [...new Set(held.map(({ hold }) => hold.message))];
  const models = modelLine(held.map(({ model }) => engine.models.entry(model)));
  return {
    question,
    request: [models, ...request],
    charged: chargedText(held.length),
    notes: firstOf(reasons, 3),
    action: vscode.l10n.t('Approve All')
  };
}
