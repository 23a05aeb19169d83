// Helpers of the batch suites: images, runs, and the tree item of the newest batch.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TaskNode } from '../../../../src/vscode/features/tasks/tree/grouping.ts';
import { folderWith, run } from '../support.ts';
import type { TestApi } from '../support.ts';

export type BatchNode = Extract<TaskNode, { readonly kind: 'batch' }>;

/** Creates a folder with this many copies of one image; returns their names in order. */
export async function imageCopies(count: number): Promise<readonly vscode.Uri[]> {
  const folder = await folderWith('portrait.png');
  const source = vscode.Uri.joinPath(folder, 'portrait.png');
  const uris = Array.from({ length: count }, (_, i) =>
    vscode.Uri.joinPath(folder, `p${String(i).padStart(2, '0')}.png`)
  );
  await Promise.all(uris.map(async uri => vscode.workspace.fs.copy(source, uri)));
  return uris;
}

/** Returns the newest batch, wherever its tree item is. */
export async function newestBatch(kie: TestApi): Promise<BatchNode> {
  const { tree } = kie.testing;
  for (const node of await tree.getChildren()) {
    const found = [node, ...(node.kind === 'group' ? await tree.getChildren(node) : [])].find(
      each => each.kind === 'batch'
    );
    if (found !== undefined) return found;
  }
  throw new assert.AssertionError({ message: 'no batch in the tree' });
}

/**
 * Returns the newest batch once its description and context match. Polls, because VS Code also updates asynchronously.
 */
export async function waitForBatch(kie: TestApi, description: RegExp, contextValue: string): Promise<BatchNode> {
  for (;;) {
    const node = await newestBatch(kie).catch(() => undefined);
    const item = node === undefined ? undefined : kie.testing.tree.getTreeItem(node);
    // Whether there are results already depends on the time.
    const context = item?.contextValue?.replace(' files', '');
    if (node !== undefined && description.test(String(item?.description)) && context === contextValue) return node;
    await sleep(50);
  }
}

export const waitingTasks = async (kie: TestApi, node: BatchNode): Promise<readonly TaskNode[]> =>
  (await kie.testing.tree.getChildren(node)).filter(item => item.kind === 'task' && item.task.batch?.waiting === true);

export const runOnFiles = (command: string, uris: readonly vscode.Uri[]): Promise<vscode.Uri[]> =>
  run(command, uris[0], uris);
