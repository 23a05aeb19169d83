import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { Task } from '../../../../shared/task.ts';
import { lastTries } from '../../../common/text/batchText.ts';
import { taskOf } from '../../../common/taskTarget.ts';
import type { Services } from '../../../services.ts';

type Selection = Pick<Services, 'selectedNodes'>;

/**
 * Returns the items that a command of the Tasks view acts on. From a context menu, VS Code passes the item and, if it
 * is selected, the selection (`nodes`). From a key, it passes nothing: then they are the selection if it contains the
 * focused item, otherwise the focused item, as in the explorer.
 */
export async function targetItems(services: Selection, node: unknown, nodes: unknown): Promise<readonly unknown[]> {
  if (node === undefined || node === null) return itemsOfKey(services);
  return Array.isArray(nodes) && nodes.includes(node) ? (nodes as readonly unknown[]) : [node];
}

/**
 * VS Code exposes the selection of a tree but not its focus (microsoft/vscode#170248). Toggling the selection of the
 * focused item shows which one it is; toggling it again restores the selection.
 */
async function itemsOfKey(services: Selection): Promise<readonly unknown[]> {
  const selected = services.selectedNodes();
  await vscode.commands.executeCommand('list.toggleSelection');
  const toggled = services.selectedNodes();
  await vscode.commands.executeCommand('list.toggleSelection');
  const focused = toggled.find(item => !selected.includes(item));
  return focused === undefined ? selected : [focused];
}

/**
 * Returns the tasks of tree items and local IDs; of a batch, the last attempts or all. A result is not a whole task.
 */
export function tasksOf(engine: Engine, items: readonly unknown[], attempts: 'last' | 'all' = 'last'): readonly Task[] {
  const localIds = items.flatMap(item => {
    if (typeof item === 'string') return [item];
    if (typeof item !== 'object' || item === null || 'result' in item) return [];
    if ('batchId' in item) {
      const ofBatch = engine.tasks.list().filter(({ batch }) => batch?.id === item.batchId);
      return (attempts === 'all' ? ofBatch : lastTries(ofBatch)).map(({ localId }) => localId);
    }
    return taskOf(item)?.localId ?? [];
  });
  return [...new Set(localIds)].flatMap(localId => engine.tasks.get(localId) ?? []);
}
