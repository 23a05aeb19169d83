import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import { promptText } from '../../shared/mainPrompt.ts';
import { CREATE_TASK } from '../../shared/model.ts';
import type { Task } from '../../shared/task.ts';
import type { Deps } from '../services/deps.ts';
import { template } from '../services/output.ts';
import { filesOf } from '../services/runner.ts';
import { engineSettings } from '../services/settings.ts';
import { agreeToPrice, overTheDay } from '../services/spending.ts';
import { withKey } from '../services/withKey.ts';
import { asCurl } from './curl.ts';

interface Target {
  readonly engine: Engine;
  readonly task: Task;
  readonly file?: string;
}

/** The task of a tree node, of a local id, or (by the keyboard) of the line that is selected. */
async function target(deps: Deps, given: unknown): Promise<Target> {
  const node = given ?? deps.selectedNode();
  const engine = await deps.host.get();
  const localId = typeof node === 'string' ? node : taskOf(node)?.localId;
  const task = localId === undefined ? undefined : engine.task(localId);
  if (task === undefined) throw new Error(vscode.l10n.t('This command needs a task: use it in the Tasks view.'));
  const file = resultPath(node);
  return { engine, task, ...(file === undefined ? {} : { file }) };
}

/** The task that a line of the tree stands for. */
export function taskOf(node: unknown): Pick<Task, 'localId'> | undefined {
  if (typeof node !== 'object' || node === null || !('task' in node)) return undefined;
  const { task } = node;
  return typeof task === 'object' && task !== null && 'localId' in task && typeof task.localId === 'string'
    ? { localId: task.localId }
    : undefined;
}

function resultPath(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('result' in node)) return undefined;
  const { result } = node;
  return typeof result === 'object' && result !== null && 'path' in result && typeof result.path === 'string'
    ? result.path
    : undefined;
}

function firstFile({ task, file }: Target): vscode.Uri {
  const uri = file === undefined ? filesOf(task)[0] : vscode.Uri.file(file);
  if (uri === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  return uri;
}

export async function openResult(deps: Deps, node: unknown): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', firstFile(await target(deps, node)));
}

export async function revealResult(deps: Deps, node: unknown): Promise<void> {
  const uri = firstFile(await target(deps, node));
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  // The system's file manager knows only files of the computer that it runs on.
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  if ((await vscode.window.showInformationMessage(uri.fsPath, copy)) === copy) {
    await vscode.env.clipboard.writeText(uri.fsPath);
  }
}

/** A new task with the same input, which costs again. */
export async function runAgain(deps: Deps, node: unknown): Promise<string | undefined> {
  const { engine, task } = await target(deps, node);
  const name = engine.entry(task.model)?.name ?? task.model;
  const { price } = await engine.evaluate(task.model, task.input);
  if (task.state === 'unknown') {
    const sure = await deps.ask.confirm(
      vscode.l10n.t('Run {0} again, although KIE may have accepted it already?', name),
      [
        vscode.l10n.t('If it was accepted, it costs twice. kie.ai/logs shows what KIE accepted.'),
        overTheDay(engine, price.credits ?? 0) ?? ''
      ]
        .join('\n')
        .trim(),
      vscode.l10n.t('Run Again')
    );
    if (!sure) return undefined;
  } else if (!(await agreeToPrice(deps.ask, engine, name, price))) {
    return undefined;
  }
  return (await withKey(deps.key, () => engine.runAgain(task.localId)))?.localId;
}

export async function stop(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  engine.stop(task.localId);
}

export async function resume(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  await withKey(deps.key, async () => {
    engine.resume(task.localId);
    await Promise.resolve();
  });
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
  await withKey(deps.key, async () => {
    engine.resume(task.localId, saveTo);
    await Promise.resolve();
  });
}

/** Gives an unknown task the id that the person found at kie.ai/logs. */
export async function adopt(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  const id = await vscode.window.showInputBox({
    title: vscode.l10n.t('Enter Task ID'),
    prompt: vscode.l10n.t('The ID that kie.ai/logs shows for this task. Following it costs nothing.'),
    ignoreFocusOut: true,
    validateInput: value =>
      /^[\w.-]{6,128}$/.test(value.trim()) ? undefined : vscode.l10n.t('Paste the task ID, without spaces.')
  });
  if (id !== undefined) engine.adopt(task.localId, id.trim());
}

export async function copyPrompt(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  await vscode.env.clipboard.writeText(promptText(engine.entry(task.model), task.input));
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

/** What was sent, else what would be: current models take their parameters under `input`. */
function requestOf(engine: Engine, task: Task): { readonly operation: string; readonly body: unknown } {
  const operation = engine.entry(task.model)?.operation ?? CREATE_TASK;
  const input = task.request ?? task.input;
  return { operation, body: operation === CREATE_TASK ? { model: task.model, input } : input };
}

export async function reuse(deps: Deps, node: unknown): Promise<void> {
  const { task } = await target(deps, node);
  await deps.form.open(task.model, task.input);
}

export async function remove(deps: Deps, node: unknown): Promise<void> {
  const { engine, task } = await target(deps, node);
  engine.remove(task.localId);
}
