import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
import { showInput } from '../../../common/quickInput.ts';

/** Asks for words and shows only the tasks that contain them. */
export async function filterTasks({ taskList }: Pick<Services, 'taskList'>): Promise<void> {
  const text = await showInput({
    title: vscode.l10n.t('Filter Tasks'),
    prompt: vscode.l10n.t('Words of the prompt, file name, model, state or error. Leave empty to show all tasks.'),
    value: taskList.filter()
  });
  if (text !== undefined) await taskList.setFilter(text.trim());
}

export const clearFilter = ({ taskList }: Pick<Services, 'taskList'>): Promise<void> => taskList.setFilter('');

/** Reads the list, the files and the balance again. */
export async function refreshTasks({ account, taskList }: Pick<Services, 'account' | 'taskList'>): Promise<void> {
  taskList.refresh();
  await account.refresh();
}
