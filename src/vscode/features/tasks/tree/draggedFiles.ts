import * as vscode from 'vscode';
import { filesOf } from '../../../common/resultFiles.ts';
import type { TaskNode } from './grouping.ts';

/** Returns the saved files of tree items, each once: of a result, its own; of a task or batch, all. */
export function draggedFiles(nodes: readonly TaskNode[]): readonly vscode.Uri[] {
  const files = nodes.flatMap(node => {
    switch (node.kind) {
      case 'result':
        return node.result.path === undefined ? [] : [vscode.Uri.file(node.result.path)];
      case 'task':
        return filesOf(node.task);
      case 'batch':
        return node.tasks.flatMap(filesOf);
      case 'group':
      case 'more':
        return [];
    }
  });
  return [...new Map(files.map(file => [file.toString(), file])).values()];
}
