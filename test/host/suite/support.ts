import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { isActive } from '../../../src/shared/task.ts';
import type { Task } from '../../../src/shared/task.ts';
import type { KieStudioApi } from '../../../src/vscode/api/kieStudioApi.ts';
import type { Ask } from '../../../src/vscode/common/confirm.ts';
import type { GenerateView } from '../../../src/vscode/features/generate/view.ts';
import type { TaskNode } from '../../../src/vscode/features/tasks/tree/grouping.ts';
import type { LazyTree } from '../../../src/vscode/features/tasks/tree/lazyTree.ts';

/** Returned by `activate()` in a test host only. */
export interface Testing {
  readonly ask: { confirm: Ask['confirm'] };
  checkAndStore(key: string): Promise<string | undefined>;
  readonly context: vscode.ExtensionContext;
  readonly log: { readonly lines: readonly string[] };
  readonly form: GenerateView;
  readonly tree: LazyTree;
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

export type TaskItem = Extract<TaskNode, { readonly kind: 'task' }>;

/** The tree item of a task in the Tasks view. */
export async function taskItem(kie: TestApi, localId: string): Promise<TaskItem> {
  const { tree } = kie.testing;
  const find = async (nodes: readonly TaskNode[]): Promise<TaskItem | undefined> => {
    for (const node of nodes) {
      if (node.kind === 'task' && node.task.localId === localId) return node;
      const found = node.kind === 'task' ? undefined : await find(await tree.getChildren(node));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = await find(await tree.getChildren());
  if (found !== undefined) return found;
  throw new assert.AssertionError({ message: `no task ${localId} in the tree` });
}

/** The tree items of the task's files. */
export const resultItems = async (kie: TestApi, localId: string): Promise<readonly TaskNode[]> =>
  kie.testing.tree.getChildren(await taskItem(kie, localId));

/** Returns the task once it has ended. Polls, because API callers are notified of their own runs only. */
export async function waitForEnd(kie: TestApi, localId: string): Promise<Task> {
  for (;;) {
    const { task } = await taskItem(kie, localId);
    if (!isActive(task.state)) return task;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

let folders = 0;

/** Creates a separate folder in the workspace, with copies of these sample files. */
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

/** Returns the width and height from the header of a PNG. */
export async function pngSize(uri: vscode.Uri | undefined): Promise<readonly [number, number]> {
  const bytes = await bytesOf(uri);
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

interface SettingSchema {
  readonly scope: string;
  readonly enum?: readonly string[];
}

function settingSchema(name: string): SettingSchema | undefined {
  const { contributes } = vscode.extensions.getExtension(ID)?.packageJSON as {
    readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> } };
  };
  return contributes.configuration.properties[`kie.${name}`];
}

/** The values that the schema of a setting lists. */
export const settingValues = (name: string): readonly string[] => settingSchema(name)?.enum ?? [];

/** Changes one of our settings while `action` runs: for the workspace, or for the user where only that applies. */
export async function withSetting<T>(name: string, value: unknown, action: () => Promise<T>): Promise<T> {
  const ofUser = settingSchema(name)?.scope === 'application';
  const target = ofUser ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  const update = (to: unknown): Thenable<void> => vscode.workspace.getConfiguration('kie').update(name, to, target);
  await update(value);
  try {
    return await action();
  } finally {
    await update(undefined);
  }
}

/** Runs a command that creates files from files. */
export const run = (command: string, ...args: readonly unknown[]): Promise<vscode.Uri[]> =>
  Promise.resolve(vscode.commands.executeCommand<vscode.Uri[]>(command, ...args));
