import * as vscode from 'vscode';
import { roundedCredits } from '../../../shared/format/credits.ts';
import { numberText } from '../../../shared/format/numberText.ts';
import { costOf } from '../../../shared/format/taskCost.ts';
import { taskStateText } from '../../../shared/format/taskState.ts';
import type { Task } from '../../../shared/task.ts';
import { boundedText, creditsText } from './format.ts';

/** Returns the state of a task in the display language of VS Code. */
export const stateText = (task: Task): string => taskStateText(vscode.l10n, task);

/** Returns the credits of a task as text. Empty when unknown. */
export function costText(task: Task): string {
  const cost = costOf(task);
  switch (cost?.kind) {
    case undefined:
      return '';
    case 'none':
      return vscode.l10n.t('not charged');
    case 'reported':
      return creditsText(cost.credits);
    case 'unknown':
      return vscode.l10n.t('charge unknown');
    case 'expected': {
      const amount = creditsText(cost.credits);
      if (cost.as === 'upTo' || cost.as === 'about') return boundedText(cost.as, amount);
      // The price to approve is not an estimate.
      return task.hold !== undefined && cost.as === 'exact' ? amount : `≈ ${amount}`;
    }
  }
}

/** Returns the balance change around a submission without a response. Empty when unknown. */
export function balanceText(task: Task, lastCredits: number | undefined): string {
  const before = task.balance?.before;
  const after = task.balance?.after ?? lastCredits;
  if (before === undefined || after === undefined) return '';
  const fell = roundedCredits(before - after);
  if (fell <= 0) return vscode.l10n.t('Balance unchanged ({0}): probably not accepted.', creditsText(after));
  return vscode.l10n.t(
    'Balance dropped {0} ({1} → {2}), possibly by other tasks.',
    creditsText(fell),
    numberText(before),
    numberText(after)
  );
}
