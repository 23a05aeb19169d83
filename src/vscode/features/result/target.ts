import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { baseName } from '../../../core/files/mediaFiles.ts';
import type { Task } from '../../../shared/task.ts';
import { localFile } from '../../common/localFile.ts';
import { firstIndex } from '../../common/resultFiles.ts';
import { target } from '../../common/taskTarget.ts';
import type { ResultTarget, Services } from '../../services.ts';

/** The services that a Result editor uses. */
export type EditorServices = Pick<Services, 'ask' | 'context' | 'engine' | 'log' | 'taskList'>;

/** What a Result editor shows first. */
export interface PanelOptions {
  readonly target: ResultTarget;
  readonly isPinned: boolean;
  /** The sound of its player began. */
  readonly onHeard: () => void;
}

/**
 * Returns the result that a tree item, a local ID or the URI of a file names.
 * @throws when no task of the list created the file
 */
export async function resultTarget(services: Pick<Services, 'engine'>, node: unknown): Promise<ResultTarget> {
  if (node instanceof vscode.Uri) return ofFile(await services.engine.get(), node);
  const { task, result } = await target(services, node);
  return { localId: task.localId, index: result?.index ?? firstIndex(task) };
}

function ofFile(engine: Engine, uri: vscode.Uri): ResultTarget {
  const { fsPath } = localFile(uri) ?? uri;
  const task = engine.tasks.get(engine.tasks.ofFile(fsPath)?.localId ?? '');
  if (task === undefined) throw new Error(vscode.l10n.t('No task in the list created {0}.', baseName(uri.path)));
  return { localId: task.localId, index: task.results.find(({ path }) => path === fsPath)?.index ?? firstIndex(task) };
}

/** The file of a result; undefined when it is not saved. */
export function fileOf(task: Task, index: number): vscode.Uri | undefined {
  const path = task.results.find(result => result.index === index)?.path;
  return path === undefined ? undefined : vscode.Uri.file(path);
}
