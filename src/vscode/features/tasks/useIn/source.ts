import * as vscode from 'vscode';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { MediaKind } from '../../../../shared/model.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import { toUri } from '../../../common/toUri.ts';
import { fileExists, filesOf } from '../../../common/resultFiles.ts';
import { target, taskOf } from '../../../common/taskTarget.ts';
import type { Services } from '../../../services.ts';

/** The files to use in another request, and the task that made them, if they were given by it. */
export interface Source {
  readonly files: readonly vscode.Uri[];
  /** Whether files that the task saved were moved or deleted since. */
  readonly isMissing?: boolean;
  /** The file on which the user opened the menu. */
  readonly clicked?: vscode.Uri;
  readonly task?: Task;
  /** The chosen result of the task; absent when the whole task is meant. */
  readonly result?: TaskResult;
}

/**
 * Returns the files of the arguments of a command: a tree item or local ID of a task, an item of one of its results, or
 * files as passed by the explorer. A file of a task of the history counts as its result.
 * @throws when the task does not exist, and for files that the extension cannot read
 */
export async function sourceOf(services: Pick<Services, 'engine'>, given: unknown, more: unknown): Promise<Source> {
  if (taskOf(given) !== undefined || isLocalId(given)) {
    const { task, result } = await target(services, given);
    const saved = filesOf(result === undefined ? task : { results: [result] });
    const exist = await Promise.all(saved.map(fileExists));
    const files = saved.filter((_, i) => exist[i]);
    return { files, isMissing: files.length < saved.length, task, ...(result === undefined ? {} : { result }) };
  }
  const first = toUri(given);
  if (first === undefined) throw new Error(vscode.l10n.t('Run this command on a task in the Tasks view.'));
  const selection = (Array.isArray(more) ? (more as readonly unknown[]) : []).flatMap(each => toUri(each) ?? []);
  const isSelected = selection.some(each => each.toString() === first.toString());
  const files = isSelected ? selection : [first];
  if (files.some(({ scheme }) => scheme !== 'file')) {
    throw new Error(vscode.l10n.t('Only local files can be sent to KIE.'));
  }
  return files.length > 1 ? { files, clicked: first } : { files, ...(await madeBy(services, first)) };
}

/** The task of the history that made a file, and its result. */
async function madeBy(
  services: Pick<Services, 'engine'>,
  { fsPath }: vscode.Uri
): Promise<Pick<Source, 'task' | 'result'>> {
  const { tasks } = await services.engine.get();
  const localId = tasks.ofFile(fsPath)?.localId;
  const task = localId === undefined ? undefined : tasks.get(localId);
  const result = task?.results.find(({ path }) => path === fsPath);
  return task === undefined || result === undefined ? {} : { task, result };
}

/** Local IDs contain neither a colon nor a slash; URIs and paths do. */
const isLocalId = (given: unknown): given is string => typeof given === 'string' && !/[:/\\]/.test(given);

/** Returns the media files that have the same kind as the clicked or the first one. */
export function mediaOf({ files, clicked }: Pick<Source, 'files' | 'clicked'>): {
  readonly kind: MediaKind | undefined;
  readonly files: readonly vscode.Uri[];
} {
  const kind = [...(clicked === undefined ? [] : [clicked]), ...files]
    .map(({ path }) => kindOfName(path))
    .find(each => each !== undefined);
  return { kind, files: kind === undefined ? [] : files.filter(({ path }) => kindOfName(path) === kind) };
}
