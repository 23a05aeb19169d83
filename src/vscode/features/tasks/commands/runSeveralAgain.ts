import * as vscode from 'vscode';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import { plural } from '../../../../shared/format/plural.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Evaluation, Price } from '../../../../shared/form.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { showWarning } from '../../../common/notify.ts';
import { sumPrices } from '../../../common/text/format.ts';
import { priceInQuestion } from '../../../common/text/priceInQuestion.ts';
import { withKey } from '../../../common/withKey.ts';
import type { Services } from '../../../services.ts';
import { chargedText, confirmPurchase, totalCost, warningsOf } from '../../run/confirmPrice.ts';
import { modelLine, requestDetails } from '../../run/requestDetails.ts';

/** A task that can run again, at its price. */
interface Rerun extends Evaluation {
  readonly task: Task;
}

/**
 * Creates a task with the same input for each of these, after one question about the total. Excludes those that may be
 * charged twice, because each needs its own question, and those whose request is no longer valid.
 */
export async function runSeveralAgain(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'key'>,
  engine: Engine,
  tasks: readonly Task[]
): Promise<void> {
  const unclear = tasks.filter(({ state }) => isActive(state) || state === 'unknown');
  const judged: Rerun[] = [];
  for (const task of tasks) {
    if (!unclear.includes(task)) judged.push({ task, ...(await engine.drafts.evaluate(task.model, task.input)) });
  }
  const valid = judged.filter(({ issues }) => issues.length === 0);
  const excluded = excludedTexts(unclear.length, judged);
  if (valid.length === 0) throw new Error(joinSentences(excluded));
  const price = sumPrices(valid.map(one => one.price));
  const sure = await confirmPurchase(services, engine.account, {
    question: plural(
      vscode.l10n.t('{0, plural, one {Run # task again for {1}?} other {Run # tasks again for {1}?}}'),
      valid.length,
      priceInQuestion(price)
    ),
    ...totalCost(valid.map(one => one.price)),
    request: requestLines(engine, valid, price),
    charged: chargedText(valid.length),
    notes: [...warningsOf(valid), ...excluded],
    action: vscode.l10n.t('Run Again')
  });
  if (!sure) return;
  await withKey(services.key, () => start(engine, valid));
}

/** Starts one task after the other, the oldest first, so that the list keeps their order. */
async function start(engine: Engine, reruns: readonly Rerun[]): Promise<void> {
  const problems: string[] = [];
  for (const { task, price } of reruns.toSorted((a, b) => a.task.createdAt - b.task.createdAt)) {
    try {
      await engine.tasks.runAgain(task.localId, price);
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  if (problems.length === 0) return;
  const text = vscode.l10n.t('{0} of {1} tasks not started: {2}', problems.length, reruns.length, problems[0] ?? '');
  void showWarning(text);
}

function requestLines(engine: Engine, reruns: readonly Rerun[], price: Price): readonly (string | undefined)[] {
  const requests = reruns.map(({ task: { model, input }, lengths }) => ({
    entry: engine.models.entry(model),
    input,
    lengths
  }));
  return [modelLine(requests.map(({ entry }) => entry)), ...requestDetails(price, requests)];
}

function excludedTexts(unclear: number, judged: readonly Rerun[]): readonly string[] {
  const [first, ...others] = judged.filter(({ issues }) => issues.length > 0);
  return [
    unclear === 0
      ? ''
      : vscode.l10n.t('Not included: {0} running or with unknown status. Run them again one by one.', unclear),
    first === undefined
      ? ''
      : vscode.l10n.t(
          'Not included: {0} with an invalid request. {1}',
          1 + others.length,
          first.issues[0]?.message ?? ''
        )
  ].filter(text => text !== '');
}
