import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
import { filesOf } from '../../../common/resultFiles.ts';
import { targetItems, tasksOf } from './selectedTasks.ts';

/**
 * Opens the first result of each selected task in its own editor. For a single item, does what Enter does in a tree.
 */
export async function openSelected(
  services: Pick<Services, 'engine' | 'selectedNodes'>,
  node: unknown,
  nodes: unknown
): Promise<void> {
  const items = await targetItems(services, node, nodes);
  if (items.length < 2) {
    await vscode.commands.executeCommand('list.select');
    return;
  }
  const tasks = tasksOf(await services.engine.get(), items);
  const files = tasks.flatMap(task => filesOf(task).slice(0, 1));
  if (files.length === 0) throw new Error(vscode.l10n.t('These tasks have no saved results.'));
  for (const file of files) await vscode.commands.executeCommand('vscode.open', file, { preview: false });
}
