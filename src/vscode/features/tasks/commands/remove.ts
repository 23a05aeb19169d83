import * as vscode from 'vscode';
import { plural } from '../../../../shared/format/plural.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import { isActive, mayHoldUnsavedResult } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { showError, showInformation, showInStatusBar } from '../../../common/notify.ts';
import type { Services } from '../../../services.ts';
import { pickTask } from './pickTask.ts';
import { targetItems, tasksOf } from './selectedTasks.ts';

const HINT_MS = 4000;

/**
 * Removes tasks from the history and keeps their files. The user picks one when none is selected. Asks first when a
 * task may have been paid for but has no result on disk. A notification offers to undo the removal.
 */
export async function remove(
  services: Pick<Services, 'ask' | 'engine' | 'selectedNodes'>,
  node: unknown,
  nodes: unknown
): Promise<void> {
  const engine = await services.engine.get();
  const tasks = await tasksToRemove(engine, await targetItems(services, node, nodes));
  const ended = tasks.filter(({ state }) => !isActive(state));
  if (ended.length === 0) {
    // A result of a task does not refer to the whole task, and a day not to all of its tasks.
    if (tasks.length === 0) showInStatusBar(vscode.l10n.t('Select one or more tasks to remove.'), HINT_MS);
    else showInStatusBar(vscode.l10n.t("Running tasks can't be removed. Stop tracking them first."), HINT_MS);
    return;
  }
  if (!(await agreeToLoss(services, engine, ended))) return;
  const removed = ended.flatMap(({ localId }) => engine.tasks.remove(localId) ?? []);
  if (removed.length > 0) void offerUndo(engine, removed);
}

/** @throws {vscode.CancellationError} when the user picked none. */
async function tasksToRemove(engine: Engine, items: readonly unknown[]): Promise<readonly Task[]> {
  if (items.length > 0) return tasksOf(engine, items, 'all');
  const placeHolder = vscode.l10n.t('Select a task to remove from the list');
  const chosen = await pickTask(engine, placeHolder, undefined, ({ state }) => !isActive(state));
  if (chosen === undefined) throw new vscode.CancellationError();
  return [chosen];
}

/** Resolves to true when no unsaved result can get lost, or when the user agreed. */
async function agreeToLoss({ ask }: Pick<Services, 'ask'>, engine: Engine, tasks: readonly Task[]): Promise<boolean> {
  const unsaved = tasks.filter(mayHoldUnsavedResult);
  if (unsaved.length === 0) return true;
  const question =
    tasks.length === 1
      ? vscode.l10n.t('Remove this task? It may have been charged, and its result is not downloaded.')
      : plural(
          vscode.l10n.t('Remove {0} tasks? {1} of them may have been charged, and their results are not downloaded.'),
          tasks.length,
          unsaved.length
        );
  const detail = unsaved.every(({ localId }) => engine.tasks.hasRecord(localId))
    ? vscode.l10n.t('You can find it at kie.ai/logs for a while and track it again by its ID.')
    : vscode.l10n.t('You can find it at kie.ai/logs for a while.');
  return ask.confirm(question, detail, vscode.l10n.t('Remove'));
}

type Removed = NonNullable<ReturnType<Engine['tasks']['remove']>>;

async function offerUndo(engine: Engine, removed: readonly Removed[]): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const text = plural(
    vscode.l10n.t(
      '{0, plural, one {Removed # task from the list. Its files are kept.} other {Removed # tasks from the list. Their files are kept.}}'
    ),
    removed.length
  );
  if ((await showInformation(text, undo)) !== undo) return;
  try {
    for (const one of removed) engine.tasks.restore(one);
  } catch (error) {
    void showError(messageOf(error));
  }
}
