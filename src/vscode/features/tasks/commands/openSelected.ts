import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
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
  const targets = tasks.flatMap(({ localId, results }) =>
    results
      .filter(({ path }) => path !== undefined)
      .slice(0, 1)
      .map(({ index }) => ({ localId, index }))
  );
  if (targets.length === 0) throw new Error(vscode.l10n.t('These tasks have no saved results.'));
  for (const target of targets) {
    await services.resultEditors.open(target, { where: 'active', preserveFocus: false, isPinned: true });
  }
}
