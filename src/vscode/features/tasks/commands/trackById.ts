import * as vscode from 'vscode';
import { NotFoundError } from '../../../../core/http/errors/errors.ts';
import type { TrackOptions } from '../../../../core/tasks/types.ts';
import type { Task } from '../../../../shared/task.ts';
import { Views } from '../../../ids.ts';
import type { Services } from '../../../services.ts';
import { withTasksProgress } from '../../../common/progress.ts';
import { withKey } from '../../../common/withKey.ts';
import { idProblem } from './taskId.ts';
import { showInput, showPick } from '../../../common/quickInput.ts';

/**
 * Tracks a task that was created elsewhere and saves its results to the output folder. Free of charge. Resolves to the
 * local ID of the task, or undefined when the user canceled.
 * @throws for an invalid ID, and when KIE cannot be queried
 */
export async function trackById(
  services: Pick<Services, 'engine' | 'key' | 'output'>,
  given: unknown
): Promise<string | undefined> {
  const id = typeof given === 'string' ? given : await askId();
  if (id === undefined) return undefined;
  const problem = idProblem(id);
  if (problem !== undefined) throw new Error(problem);
  const task = await withKey(services.key, async () => {
    const saveTo = await services.output.target('ask');
    return saveTo === undefined ? undefined : find(services, id.trim(), { saveTo });
  });
  if (task === undefined) return undefined;
  await vscode.commands.executeCommand(`${Views.tasks}.focus`, { preserveFocus: true });
  return task.localId;
}

const askId = (): Thenable<string | undefined> =>
  showInput({
    title: vscode.l10n.t('Track Task by ID'),
    prompt: vscode.l10n.t('Task ID from kie.ai/logs or another computer. Tracking and downloading are free.'),
    ignoreFocusOut: true,
    validateInput: idProblem
  });

/** Queries every service first. Asks the user for the service only when none knows the task. */
async function find(services: Pick<Services, 'engine'>, id: string, options: TrackOptions): Promise<Task | undefined> {
  const engine = await services.engine.get();
  const ask = (more: TrackOptions): Thenable<Task> => withTasksProgress(() => engine.tasks.track(id, more));
  try {
    return await ask(options);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  const chosen = await showPick([...engine.tasks.services()], {
    title: vscode.l10n.t('Task {0} not found', id),
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Select the service that created it, or press Escape and check the ID')
  });
  return chosen === undefined ? undefined : ask({ ...options, service: chosen.id });
}
