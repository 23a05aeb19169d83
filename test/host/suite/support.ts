import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LoggedRequest } from '../../emulator/types.ts';
import type { KieStudioApi } from '../../../src/vscode/kieStudioApi.ts';
import type { Ask } from '../../../src/vscode/services/ask.ts';
import type { GenerateView } from '../../../src/vscode/views/generateView.ts';
import type { TaskNode } from '../../../src/vscode/views/taskGroups.ts';
import type { TasksTree } from '../../../src/vscode/views/tasksTree.ts';

/** What `activate()` gives in a test host only. */
export interface Testing {
  readonly ask: { confirm: Ask['confirm'] };
  checkAndStore(key: string): Promise<string | undefined>;
  readonly context: vscode.ExtensionContext;
  readonly log: { readonly lines: readonly string[] };
  readonly form: GenerateView;
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

export type TaskItem = Extract<TaskNode, { readonly kind: 'task' }>;

/** The line that a task has in the Tasks view. */
export async function nodeOf(kie: TestApi, localId: string): Promise<TaskItem> {
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

/** The lines of its files. */
export const resultNodes = async (kie: TestApi, localId: string): Promise<readonly TaskNode[]> =>
  kie.testing.tree.getChildren(await nodeOf(kie, localId));

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

/** Sets a setting of ours while `action` runs: for this workspace, or for the user where only that counts. */
export async function withSetting<T>(name: string, value: unknown, action: () => Promise<T>): Promise<T> {
  const { contributes } = vscode.extensions.getExtension(ID)?.packageJSON as {
    readonly contributes: {
      readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
    };
  };
  const ofUser = contributes.configuration.properties[`kie.${name}`]?.scope === 'application';
  const target = ofUser ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
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

/**
 * What notifications say while `action` runs, with their buttons in brackets, which nobody presses. Waits for as many as
 * `atLeast`: the end of a batch is told just after its last task.
 */
export async function notificationsOf(action: () => PromiseLike<unknown>, atLeast = 0): Promise<readonly string[]> {
  const said: string[] = [];
  const enough = Promise.withResolvers<undefined>();
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const note = (message: string, ...more: readonly unknown[]): Promise<undefined> => {
    const buttons = more.filter(each => typeof each === 'string').map(each => `[${each}]`);
    said.push([message, ...buttons].join(' '));
    if (said.length >= atLeast) enough.resolve(undefined);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showErrorMessage: note, showInformationMessage: note, showWarningMessage: note });
  try {
    await action();
    if (said.length < atLeast) await enough.promise;
  } finally {
    Object.assign(vscode.window, { showErrorMessage, showInformationMessage, showWarningMessage });
  }
  return said;
}

export interface Picked {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly vscode.QuickPickItem[];
}

/**
 * Answers the lists that open while `action` runs, one after the other: by the (beginning of the) label, with a leading
 * `button:` by the line's button; undefined leaves. Resolves to what was offered.
 */
export async function choosing(
  answers: readonly (string | undefined)[],
  action: () => PromiseLike<unknown>
): Promise<readonly Picked[]> {
  const lists: Picked[] = [];
  const { createQuickPick, showQuickPick } = vscode.window;
  const find = (list: Picked): readonly [vscode.QuickPickItem | undefined, boolean] => {
    const answer = answers[lists.push(list) - 1];
    const byButton = answer?.startsWith('button:') ?? false;
    const label = answer?.replace('button:', '');
    const item = list.items.find(
      each => label !== undefined && each.label.replace(/^\$\([^)]*\) /, '').startsWith(label)
    );
    assert.equal(
      item === undefined,
      answer === undefined,
      `${answer} among ${list.items.map(each => each.label).join()}`
    );
    return [item, byButton];
  };
  const show = async (
    items: PromiseLike<readonly vscode.QuickPickItem[]> | readonly vscode.QuickPickItem[],
    options: vscode.QuickPickOptions = {}
  ): Promise<vscode.QuickPickItem | readonly vscode.QuickPickItem[] | undefined> => {
    const [item] = find({ title: options.title ?? '', placeholder: options.placeHolder ?? '', items: await items });
    return options.canPickMany === true && item !== undefined ? [item] : item;
  };
  const create = (): unknown => {
    const accept = new vscode.EventEmitter<void>();
    const hide = new vscode.EventEmitter<void>();
    const button = new vscode.EventEmitter<{ readonly item: vscode.QuickPickItem }>();
    const pick = {
      title: '',
      placeholder: '',
      items: [] as readonly vscode.QuickPickItem[],
      selectedItems: [] as readonly vscode.QuickPickItem[],
      onDidAccept: accept.event,
      onDidHide: hide.event,
      onDidTriggerItemButton: button.event,
      dispose: () => undefined,
      show: () => {
        const [item, byButton] = find({ title: pick.title, placeholder: pick.placeholder, items: pick.items });
        if (item === undefined) hide.fire();
        else if (byButton) button.fire({ item });
        else {
          pick.selectedItems = [item];
          accept.fire();
        }
      }
    };
    return pick;
  };
  Object.assign(vscode.window, { createQuickPick: create, showQuickPick: show });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { createQuickPick, showQuickPick });
  }
  return lists;
}

/** A task that another computer made. */
export async function madeElsewhere(path: string, body: unknown): Promise<string> {
  const answer = await fetch(`${process.env['KIE_TEST_API']}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env['KIE_TEST_KEY']}` },
    body: JSON.stringify(body)
  });
  const { data } = (await answer.json()) as { readonly data: { readonly taskId: string } };
  return data.taskId;
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
