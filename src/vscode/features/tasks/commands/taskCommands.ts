import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import { CREATE_TASK } from '../../../../shared/model.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { template } from '../../run/folderSettings.ts';
import { asCurl, bodyOf } from '../../../../core/kie/requestText.ts';
import { engineSettings } from '../../../common/settings.ts';
import { withKey } from '../../../common/withKey.ts';
import { idProblem } from './taskId.ts';
import { target } from '../../../common/taskTarget.ts';
import { showInformation } from '../../../common/notify.ts';
import { showInput } from '../../../common/quickInput.ts';
import { executeReported } from '../../../common/reportErrors.ts';

/** Stops tracking a task, or cancels one that was not sent. Shows how to get the result of one that KIE has. */
export async function stop(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.tasks.stop(task.localId);
  if (task.state !== 'preparing') void offerResume(task.localId);
}

async function offerResume(localId: string): Promise<void> {
  const again = vscode.l10n.t('Resume Tracking');
  const text = vscode.l10n.t('KIE continues this task and charges it. Resume tracking to download its result.');
  if ((await showInformation(text, again)) === again) await executeReported('kie.task.resume', localId);
}

/** Tracks a task again, or downloads its missing results. Free of charge. */
export async function resume(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await withKey(services.key, () => engine.tasks.resume(task.localId));
}

/** Downloads results that could not be saved into a folder that the user selects. Free of charge. */
export async function collectInto(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Save Results Here')
    })) ?? [];
  if (folder === undefined) return;
  const saveTo = { folder: folder.fsPath, template: template(folder) };
  await withKey(services.key, () => engine.tasks.resume(task.localId, saveTo));
}

/** Saves downloaded content that is incomplete or of an unexpected type as it is. Free of charge. */
export async function saveAnyway(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task, result } = await target(services, node);
  engine.tasks.saveAnyway(task.localId, result?.index);
}

/** Downloads the results of a finished task again. Free of charge. */
export async function downloadAgain(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task, result } = await target(services, node);
  if (task.state === 'uncollected') return resume(services, node);
  await engine.tasks.downloadAgain(task.localId, result?.index);
}

/** Assigns the task ID that the user found at kie.ai/logs to an unknown task. */
export async function enterTaskId(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const id = await showInput({
    title: vscode.l10n.t('Enter Task ID'),
    prompt: vscode.l10n.t('ID of this task at kie.ai/logs. Tracking is free.'),
    ignoreFocusOut: true,
    validateInput: idProblem
  });
  if (id === undefined) return;
  await withKey(services.key, () => engine.tasks.assignId(task.localId, id.trim()));
}

/** Copies the prompt of a task to the clipboard. */
export async function copyPrompt(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await vscode.env.clipboard.writeText(promptText(engine.models.entry(task.model), task.input));
}

/** Copies the request of a task to the clipboard, as JSON. */
export async function copyJson(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await vscode.env.clipboard.writeText(JSON.stringify(requestOf(engine, task).body, undefined, 2));
}

/** Copies the request as a shell command. The key is the variable KIE_API_KEY. */
export async function copyCurl(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const { operation, body } = requestOf(engine, task);
  await vscode.env.clipboard.writeText(asCurl(engineSettings().apiBaseUrl, operation, body));
}

/** Returns the submitted request, or the one that would be submitted. */
function requestOf(engine: Engine, task: Task): { readonly operation: string; readonly body: unknown } {
  const operation = engine.models.entry(task.model)?.operation ?? CREATE_TASK;
  const input = task.request ?? task.input;
  return { operation, body: bodyOf(task.model, operation, input) };
}

/** Opens the form with the model and the input of a task. */
export async function reuse(services: Pick<Services, 'engine' | 'form'>, node: unknown): Promise<void> {
  const { task } = await target(services, node);
  await services.form.open(task.model, task.input);
}

/** Downloads the results that a running task already has. Free of charge. The rest is downloaded when it finishes. */
export async function collectEarly(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.tasks.downloadAvailable(task.localId);
}

/**
 * Opens the form with the successor of a removed operation and the same input.
 * @throws when the model has no replacement
 */
export async function openSuccessor(services: Pick<Services, 'engine' | 'form'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const next = task.error?.successor ?? engine.drafts.forReplacement(task.model, task.input);
  if (next === undefined) throw new Error(vscode.l10n.t('This model has no replacement.'));
  await services.form.open(next.model, next.input);
}
