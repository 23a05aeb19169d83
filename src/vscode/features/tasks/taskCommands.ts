import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { promptText } from '../../../shared/mainPrompt.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { isActive, mayHoldUnsavedResult } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import type { Services } from '../../services.ts';
import { template } from '../run/outputFolder.ts';
import { asCurl, bodyOf } from '../../../core/kie/requestText.ts';
import { engineSettings } from '../../common/settings.ts';
import { withKey } from '../../common/withKey.ts';
import { idProblem } from './taskId.ts';
import { target, targetOrChosen } from './taskTarget.ts';
import { showInput } from '../../common/quickInput.ts';

export async function stop(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.tasks.stop(task.localId);
}

export async function resume(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await withKey(services.key, () => engine.tasks.resume(task.localId));
}

/** Collects again what could not be saved, into a folder that the person chooses. Costs nothing. */
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

/** Saves content that was downloaded but not recognized, as it is. Costs nothing. */
export async function saveAnyway(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task, result } = await target(services, node);
  engine.tasks.saveAnyway(task.localId, result?.index);
}

/** Downloads results of a finished task again. Costs nothing. */
export async function downloadAgain(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task, result } = await target(services, node);
  await engine.tasks.downloadAgain(task.localId, result?.index);
}

/** Gives an unknown task the id that the person found at kie.ai/logs. */
export async function adopt(services: Pick<Services, 'engine' | 'key'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const id = await showInput({
    title: vscode.l10n.t('Enter Task ID'),
    prompt: vscode.l10n.t('The ID that kie.ai/logs shows for this task. Following it costs nothing.'),
    ignoreFocusOut: true,
    validateInput: idProblem
  });
  if (id === undefined) return;
  await withKey(services.key, () => engine.tasks.assignId(task.localId, id.trim()));
}

export async function copyPrompt(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await vscode.env.clipboard.writeText(promptText(engine.models.entry(task.model), task.input));
}

export async function copyJson(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  await vscode.env.clipboard.writeText(JSON.stringify(requestOf(engine, task).body, undefined, 2));
}

/** As a shell command; the key is the variable KIE_API_KEY. */
export async function copyCurl(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const { operation, body } = requestOf(engine, task);
  await vscode.env.clipboard.writeText(asCurl(engineSettings().apiBaseUrl, operation, body));
}

/** What was sent, else what would be. */
function requestOf(engine: Engine, task: Task): { readonly operation: string; readonly body: unknown } {
  const operation = engine.models.entry(task.model)?.operation ?? CREATE_TASK;
  const input = task.request ?? task.input;
  return { operation, body: bodyOf(task.model, operation, input) };
}

export async function reuse(services: Pick<Services, 'engine' | 'form'>, node: unknown): Promise<void> {
  const { task } = await target(services, node);
  await services.form.open(task.model, task.input);
}

/** Saves what is there already of a task that still runs. Costs nothing; the rest comes at its end. */
export async function collectEarly(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  engine.tasks.downloadAvailable(task.localId);
}

/** Opens the form with what took the place of an operation that is gone, and the same input. */
export async function openSuccessor(services: Pick<Services, 'engine' | 'form'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const next = task.error?.successor ?? engine.drafts.forReplacement(task.model, task.input);
  if (next === undefined) throw new Error(vscode.l10n.t('Nothing took the place of this model.'));
  await services.form.open(next.model, next.input);
}

/**
 * Forgets a task, its files stay. The person chooses it where they did not point at one; what may be paid for without a
 * result on disk is asked about first.
 */
export async function remove(
  services: Pick<Services, 'ask' | 'engine' | 'selectedNode'>,
  node: unknown
): Promise<void> {
  const ended = ({ state }: Task): boolean => !isActive(state);
  const chosen = await targetOrChosen(services, node, vscode.l10n.t('Task to remove from the list'), ended);
  if (chosen === undefined) return;
  const { engine, task, result } = chosen;
  // A menu on the line of a single file does not mean the whole task.
  if (result !== undefined) return;
  if (mayHoldUnsavedResult(task)) {
    const sure = await services.ask.confirm(
      vscode.l10n.t('Remove this task? It may be paid for, and its result is not saved.'),
      engine.tasks.hasRecord(task.localId)
        ? vscode.l10n.t('kie.ai/logs shows it for a while; with its task ID it can be followed again.')
        : vscode.l10n.t('kie.ai/logs shows it for a while.'),
      vscode.l10n.t('Remove')
    );
    if (!sure) return;
  }
  engine.tasks.remove(task.localId);
}
