import * as vscode from 'vscode';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import type { Issue } from '../../../../shared/form.ts';
import { isActive, isLikelyNotAccepted } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { ASK_FIRST } from '../../../ids.ts';
import type { Services } from '../../../services.ts';
import { confirmPrice, chargedText, confirmPurchase, limitCostOf } from '../../run/confirmPrice.ts';
import type { PricedRun } from '../../run/confirmPrice.ts';
import { requestDetails } from '../../run/requestDetails.ts';
import { withKey } from '../../../common/withKey.ts';
import { priceInQuestion } from '../../../common/text/priceInQuestion.ts';
import { balanceText } from '../../../common/text/taskText.ts';
import type { Target } from '../../../common/taskTarget.ts';
import { runSeveralAgain } from './runSeveralAgain.ts';
import { targetItems, tasksOf } from './selectedTasks.ts';
import { targetOrChosen } from './targetOrChosen.ts';
import { showError } from '../../../common/notify.ts';

/**
 * Creates a task with the same input, which costs again. Confirms the price even below the limit when it was called by
 * a key, when the user picked the task from a list, or when `how` is ASK_FIRST; otherwise `how` may be the selection of
 * a context menu. Resolves to the local ID, or undefined when the user canceled or several tasks run again.
 */
export async function runAgain(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'selectedNodes'>,
  node: unknown,
  how?: unknown
): Promise<string | undefined> {
  const items = await targetItems(services, node, how);
  const current = await services.engine.get();
  const tasks = tasksOf(current, items);
  if (tasks.length > 1) {
    await runSeveralAgain(services, current, tasks);
    return undefined;
  }
  const target = await targetOrChosen(services, items[0], vscode.l10n.t('Select a task to run again'));
  if (target === undefined) return undefined;
  const { engine, task, chosen = false } = target;
  const { issues, price, lengths, warnings } = await engine.drafts.evaluate(task.model, task.input);
  // Validates before the price confirmation, so that a request that KIE would reject is never purchased.
  if (issues.length > 0) {
    await showIssues(services, target, issues);
    return undefined;
  }
  const entry = engine.models.entry(task.model);
  const request = requestDetails(price, [{ entry, input: task.input, lengths }]);
  const run = { modelName: nameOf(target), price, request, warnings };
  const always = chosen || node === undefined || how === ASK_FIRST;
  const sure = mayCostTwice(task)
    ? await confirmSecondRun(services, target, run)
    : await confirmPrice(services, engine.account, run, always ? {} : undefined);
  if (!sure) return undefined;
  const again = (): Promise<Task> =>
    task.state === 'unknown' ? engine.tasks.tryAgain(task.localId, price) : engine.tasks.runAgain(task.localId, price);
  return (await withKey(services.key, again))?.localId;
}

async function showIssues(services: Pick<Services, 'form'>, target: Target, issues: readonly Issue[]): Promise<void> {
  const { engine, task } = target;
  const next = engine.drafts.forReplacement(task.model, task.input);
  const gone = next !== undefined && issues.some(({ path }) => path === 'model');
  const open = gone ? vscode.l10n.t('Open Replacement Model') : vscode.l10n.t('Edit Request in Form');
  const words = joinSentences(issues.map(({ message }) => message));
  const text = vscode.l10n.t("{0} can't be run again without changes: {1}", nameOf(target), words);
  if ((await showError(text, open)) !== open) return;
  await (gone ? services.form.open(next.model, next.input) : services.form.open(task.model, task.input));
}

const nameOf = ({ engine, task }: Target): string => engine.models.entry(task.model)?.name ?? task.model;

const mayCostTwice = (task: Task): boolean =>
  (task.state === 'unknown' && !isLikelyNotAccepted(task)) || isActive(task.state);

function confirmSecondRun(
  services: Pick<Services, 'ask' | 'dailyLimit'>,
  { engine, task }: Target,
  { modelName: name, price, request, warnings = [] }: PricedRun
): Promise<boolean> {
  const cost = limitCostOf(price);
  if (task.state === 'unknown') {
    return confirmPurchase(services, engine.account, {
      question: vscode.l10n.t('Run {0} again? KIE may have accepted the first task.', name),
      ...cost,
      request,
      charged: vscode.l10n.t('If it was accepted, you are charged twice. Check kie.ai/logs first.'),
      notes: [balanceText(task, engine.account.lastCredits), ...warnings],
      isWarning: true,
      action: vscode.l10n.t('Run Again')
    });
  }
  return confirmPurchase(services, engine.account, {
    question: vscode.l10n.t('{0} is still running. Run another for {1}?', name, priceInQuestion(price)),
    ...cost,
    request,
    charged: chargedText(),
    notes: warnings,
    isWarning: true,
    action: vscode.l10n.t('Run Another')
  });
}
