import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { Task } from '../../../../shared/task.ts';
import { agoText } from '../../../common/text/age.ts';
import { costText, stateText } from '../../../common/text/taskText.ts';
import { showPick } from '../../../common/quickInput.ts';

/**
 * Lets the user pick a task by model, prompt and price. `first` is the top item. Undefined when the user canceled.
 * @throws when no task matches
 */
export async function pickTask(
  engine: Engine,
  placeHolder: string,
  first: string | undefined,
  fits: (task: Task) => boolean
): Promise<Task | undefined> {
  const items = engine.tasks
    .list()
    .filter(fits)
    .toSorted((a, b) => Number(b.localId === first) - Number(a.localId === first) || b.createdAt - a.createdAt)
    .map(task => {
      const entry = engine.models.entry(task.model);
      const facts = [
        stateText(task),
        agoText(task.finishedAt ?? task.createdAt, Date.now()),
        costText(task) || vscode.l10n.t('price unknown')
      ];
      return {
        label: entry?.name ?? task.model,
        description: facts.join(' · '),
        detail: promptText(entry, task.input).replace(/\s+/g, ' '),
        task
      };
    });
  if (items.length === 0) throw new Error(vscode.l10n.t('No matching tasks.'));
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await showPick(items, options))?.task;
}
