import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { promptText } from '../../../shared/mainPrompt.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { isActive, mayHoldUnsavedResult } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import type { Deps } from '../../services.ts';
import { template } from '../run/outputFolder.ts';
import { asCurl, bodyOf } from '../../../core/kie/requestText.ts';
import { engineSettings } from '../../common/settings.ts';
import { withKey } from '../../common/withKey.ts';
import { idProblem } from './taskId.ts';
import { target, targetOrChosen } from './taskTarget.ts';
import { showInput } from '../../common/quickInput.ts';

export async function stop(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  engine.tasks.stop(task.localId);
}

export async function resume(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  await withKey(deps.key, () => engine.tasks.resume(task.localId));
}

/** Collects again what could not be saved, into a folder that the person chooses. Costs nothing. */
export async function collectInto(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Save Results Here')
    })) ?? [];
  if (folder === undefined) return;
  const saveTo = { folder: folder.fsPath, template: template(folder) };
  await withKey(deps.key, () => engine.tasks.resume(task.localId, saveTo));
}

/** Saves content that was downloaded but not recognized, as it is. Costs nothing. */
export async function saveAnyway(deps: Deps, node: unknown): Promise<void> {
  const { engine, task, result } = await target(deps, node);
  engine.tasks.saveAnyway(task.localId, result?.index);
}

/** Downloads results of a finished task again. Costs nothing. */
export async function downloadAgain(deps: Deps, node: unknown): Promise<void> {
  const { engine, task, result } = await target(deps, node);
  await engine.tasks.downloadAgain(task.localId, result?.index);
}

/** Gives an unknown task the id that the person found at kie.ai/logs. */
export async function adopt(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  const id = await showInput({
    title: vscode.l10n.t('Enter Task ID'),
    prompt: vscode.l10n.t('The ID that kie.ai/logs shows for this task. Following it costs nothing.'),
    ignoreFocusOut: true,
    validateInput: idProblem
  });
  if (id === undefined) return;
  await withKey(deps.key, () => engine.tasks.assignId(task.localId, id.trim()));
}

export async function copyPrompt(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  await vscode.env.clipboard.writeText(promptText(engine.models.entry(task.model), task.input));
}

export async function copyJson(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  await vscode.env.clipboard.writeText(JSON.stringify(requestOf(engine, task).body, undefined, 2));
}

/** As a shell command; the key is the variable KIE_API_KEY. */
export async function copyCurl(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  const { operation, body } = requestOf(engine, task);
  await vscode.env.clipboard.writeText(asCurl(engineSettings().apiBaseUrl, operation, body));
}

/** What was sent, else what would be. */
function requestOf(engine: Engine, task: Task): { readonly operation: string; readonly body: unknown } {
  const operation = engine.models.entry(task.model)?.operation ?? CREATE_TASK;
  const input = task.request ?? task.input;
  return { operation, body: bodyOf(task.model, operation, input) };
}

export async function reuse(deps: Deps, node: unknown): Promise<void> {
  const { task } = await target(deps, node);
  await deps.form.open(task.model, task.input);
}

/** Saves what is there already of a task that still runs. Costs nothing; the rest comes at its end. */
export async function collectEarly(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  engine.tasks.downloadAvailable(task.localId);
}

/** Opens the form with what took the place of an operation that is gone, and the same input. */
export async function openSuccessor(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  const next = task.error?.successor ?? engine.drafts.forReplacement(task.model, task.input);
  if (next === undefined) throw new Error(vscode.l10n.t('Nothing took the place of this model.'));
  await deps.form.open(next.model, next.input);
}

/**
 * Forgets a task, its files stay. The person chooses it where they did not point at one; what may be paid for without a
 * result on disk is asked about first.
 */
export async function remove(deps: Deps, node: unknown): Promise<void> {
  const ended = ({ state }: Task): boolean => !isActive(state);
  const chosen = await targetOrChosen(deps, node, vscode.l10n.t('Task to remove from the list'), ended);
  if (chosen === undefined) return;
  const { engine, task, result } = chosen;
  // A menu on the line of a single file does not mean the whole task.
  if (result !== undefined) return;
  if (mayHoldUnsavedResult(task)) {
    const sure = await deps.ask.confirm(
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
