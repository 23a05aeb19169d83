import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { Task } from '../../../../shared/task.ts';

/** Returns the saved media files of an item of the Tasks view, by its ID. */
export function taskItemFiles({ tasks }: Pick<Engine, 'tasks'>, id: string): readonly vscode.Uri[] {
  const batch = /^batch:(.+)$/.exec(id)?.[1];
  if (batch !== undefined)
    return tasks
      .list()
      .filter(task => task.batch?.id === batch)
      .flatMap(task => mediaOf(task));
  const [, localId = id, index] = /^(.+)#(\d+)$/.exec(id) ?? [];
  const task = tasks.get(localId);
  return task === undefined ? [] : mediaOf(task, index === undefined ? undefined : Number(index));
}

const mediaOf = ({ results }: Task, only?: number): readonly vscode.Uri[] =>
  results.flatMap(({ path, index }) =>
    path === undefined || kindOfName(path) === undefined || (only !== undefined && index !== only)
      ? []
      : [vscode.Uri.file(path)]
  );
