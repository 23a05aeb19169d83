import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LoggedRequest } from '../../emulator/types.ts';
import type { KieStudioApi } from '../../../src/vscode/kieStudioApi.ts';
import type { Ask } from '../../../src/vscode/services/ask.ts';
import type { TaskNode, TasksTree } from '../../../src/vscode/views/tasksTree.ts';

/** What `activate()` gives in a test host only. */
export interface Testing {
  readonly ask: { confirm: Ask['confirm'] };
  checkAndStore(key: string): Promise<string | undefined>;
  readonly tree: TasksTree;
  readonly view: vscode.TreeView<TaskNode>;
}

export type TestApi = KieStudioApi & { readonly testing: Testing };

export const ID = 'kie-studio.kie-studio';

export async function activate(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>(ID);
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The opened folder: a copy of test/sample. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return folder.uri;
}

export const sample = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), name);

let folders = 0;

/** A folder of its own in the workspace, with copies of these sample files. */
export async function folderWith(...names: readonly string[]): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), 'made-by-tests', `${Date.now()}-${++folders}`);
  await vscode.workspace.fs.createDirectory(folder);
  for (const name of names) await vscode.workspace.fs.copy(sample(name), vscode.Uri.joinPath(folder, name));
  return folder;
}

export const nameOf = (uri: vscode.Uri | undefined): string => path.basename(uri?.fsPath ?? '');

export async function bytesOf(uri: vscode.Uri | undefined): Promise<Buffer> {
  assert.ok(uri, 'there is a file');
  return Buffer.from(await vscode.workspace.fs.readFile(uri));
}

/** Width and height that the header of a PNG tells. */
export async function pngSize(uri: vscode.Uri | undefined): Promise<readonly [number, number]> {
  const bytes = await bytesOf(uri);
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** Sets a setting of ours for this workspace (or for the user, where only that is allowed) while `action` runs. */
export async function withSetting<T>(
  name: string,
  value: unknown,
  action: () => Promise<T>,
  target = vscode.ConfigurationTarget.Workspace
): Promise<T> {
  const update = (to: unknown): Thenable<void> => vscode.workspace.getConfiguration('kie').update(name, to, target);
  await update(value);
  try {
    return await action();
  } finally {
    await update(undefined);
  }
}

export interface Question {
  readonly question: string;
  readonly detail: string;
}

/** Answers the questions about money while `action` runs, after `first` is done; resolves to those that were asked. */
export async function answering(
  yes: boolean,
  action: () => Promise<unknown>,
  first?: () => PromiseLike<unknown>
): Promise<readonly Question[]> {
  const { ask } = (await activate()).testing;
  const { confirm } = ask;
  const questions: Question[] = [];
  ask.confirm = async (question, detail) => {
    questions.push({ question, detail });
    await first?.();
    return yes;
  };
  try {
    await action();
  } finally {
    ask.confirm = confirm;
  }
  return questions;
}

/** What notifications say while `action` runs; nobody presses their buttons. */
export async function notificationsOf(action: () => PromiseLike<unknown>): Promise<readonly string[]> {
  const said: string[] = [];
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const note = (message: string): Promise<undefined> => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showErrorMessage: note, showInformationMessage: note, showWarningMessage: note });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { showErrorMessage, showInformationMessage, showWarningMessage });
  }
  return said;
}

/** An admin call of the emulator (see test/emulator/README.md): GET, or POST when there is a body. */
export async function emulator(call: string, body?: unknown): Promise<unknown> {
  const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${process.env['KIE_TEST_API']}/__admin/${call}`, post);
  assert.ok(answer.ok, `the emulator answers ${call}`);
  return answer.json();
}

export interface Submission {
  readonly taskId: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export const submissions = async (): Promise<readonly Submission[]> =>
  (await emulator('submissions')) as readonly Submission[];

export const requests = async (): Promise<readonly LoggedRequest[]> =>
  (await emulator('requests')) as readonly LoggedRequest[];

/** Makes the next accepted task never end. */
export const nextTaskIsStuck = (): Promise<unknown> => emulator('faults', { call: 'task', effect: { kind: 'stuck' } });
