import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
import { firstSaved } from '../../../common/resultFiles.ts';
import { targetItems, tasksOf } from './selectedTasks.ts';

/**
 * Opens the first result of each selected task in a Result editor of its own. For a single item, does what Enter does in a tree.
 */
export async function openSelected(
  services: Pick<Services, 'engine' | 'resultEditors' | 'selectedNodes'>,
  node: unknown,
  nodes: unknown
): Promise<void> {
  const items = await targetItems(services, node, nodes);
  if (items.length < 2) {
    await vscode.commands.executeCommand('list.select');
    return;
  }
  const tasks = tasksOf(await services.engine.get(), items);
  const targets = tasks.flatMap(task => {
    const first = firstSaved(task);
    return first === undefined ? [] : [{ localId: task.localId, index: first.index }];
  });
  if (targets.length === 0) throw new Error(vscode.l10n.t('These tasks have no saved results.'));
  for (const target of targets) {
    await services.resultEditors.open(target, { where: 'active', preserveFocus: false, isPinned: true });
  }
}
