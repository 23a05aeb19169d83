import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import { findKey, holdsKey } from '../../../e2e/security/findKey.ts';
import type { Fault } from '../../../emulator/types.ts';
import { emulator, submissions } from '../emulatorCalls.ts';
import { notificationsOf } from '../userActions.ts';
import { activate, folderWith, sample, workspaceFolder } from '../support.ts';
import type { TestApi } from '../support.ts';

const UPSCALE = 'recraft/crisp-upscale';
const MODEL = 'nano-banana-2';
const key = process.env['KIE_TEST_KEY'] ?? '';
/** The browser host has no native logger. */
const hasLogFile = vscode.env.uiKind === vscode.UIKind.Desktop;

describe('API key after a full run', () => {
  const fromEnvironment = process.env['KIE_API_KEY'];
  /** Everything exposed outside our code: errors, messages, copied, displayed and exported text. */
  const shown: string[] = [];
  const see = (...things: readonly unknown[]): void =>
    void shown.push(...things.map(thing => (typeof thing === 'string' ? thing : inspect(thing, { depth: 20 }))));
  let kie: TestApi;

  before(async () => {
    kie = await activate();
    delete process.env['KIE_API_KEY'];
    if (hasLogFile) await vscode.commands.executeCommand('_extensionTests.setLogLevel', 'trace');
    see(...(await notificationsOf(async () => see(await kie.testing.checkAndStore(key)))));
  });

  after(async () => {
    await emulator('clear-faults', {});
    if (hasLogFile) await vscode.commands.executeCommand('_extensionTests.setLogLevel', 'info');
    await vscode.commands.executeCommand('kie.removeApiKey');
    if (fromEnvironment !== undefined) process.env['KIE_API_KEY'] = fromEnvironment;
  });

  /** Runs with these faults, and records every outcome. */
  const run = async (model: string, input: Record<string, unknown>, ...faults: readonly Fault[]): Promise<void> => {
    await emulator('faults', faults);
    const saveTo = await folderWith();
    try {
      see(await kie.run(model, input, { saveTo, onProgress: see }));
    } catch (error) {
      see(error, String(error));
    }
    await emulator('clear-faults', {});
  };

  it('was used for uploads, results and failures that repeat it', async function () {
    this.timeout(120_000);
    const image = { image: sample('portrait.png') };
    const echo = `Bad key ${key}, Bearer ${key}, ?key=${encodeURIComponent(key)}, ${Buffer.from(key).toString('base64')}`;
    await run(UPSCALE, image);
    await run(MODEL, { prompt: 'A kite' });
    await run(UPSCALE, image, { call: 'upload', effect: { kind: 'code', code: 400, msg: echo } });
    await run(UPSCALE, image, { call: 'upload', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'code', code: 401, msg: echo } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'resetAfter' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'html', status: 502 } });
    await run(UPSCALE, image, { call: 'task', effect: { kind: 'fail', failCode: '500', failMsg: echo } });
    await run(UPSCALE, image, { call: 'recordInfo', effect: { kind: 'code', code: 500, msg: echo } });
    await run(UPSCALE, image, { call: 'download', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'download', effect: { kind: 'html' }, times: 0 });
    const states = new Set((await kie.tasks()).map(({ state }) => state));
    for (const state of ['done', 'failed', 'unknown'] as const) assert.ok(states.has(state), state);
    assert.ok((await submissions()).length > 0);
  });

  it('is not in copied and exported text', async () => {
    const tasks = await kie.tasks();
    for (const { localId } of tasks.slice(0, 12)) {
      for (const command of ['kie.task.copyCurl', 'kie.task.copyJson', 'kie.copyDiagnostics', 'kie.task.copyPrompt']) {
        await vscode.commands.executeCommand(command, localId);
        see(await vscode.env.clipboard.readText());
      }
    }
    const file = vscode.Uri.joinPath(await folderWith(), 'history.jsonl');
    await vscode.commands.executeCommand('kie.exportHistory', file);
    see(await kie.tasks());
    assert.ok(shown.some(text => text.includes('$KIE_API_KEY')));
    assert.ok(shown.some(text => text.includes('## Recent log')));
  });

  it('is not in messages to webviews or in the tree', async () => {
    const panel = vscode.window.createWebviewPanel('kie.test', 'x', vscode.ViewColumn.Beside);
    const prototype = Object.getPrototypeOf(panel.webview) as { postMessage: vscode.Webview['postMessage'] };
    panel.dispose();
    const original = Object.getOwnPropertyDescriptor(prototype, 'postMessage');
    assert.ok(original !== undefined, 'all webviews share postMessage');
    const snapshot = Promise.withResolvers<unknown>();
    prototype.postMessage = function (this: vscode.Webview, message: unknown) {
      see(message);
      if (JSON.stringify(message).includes('"draft":')) snapshot.resolve(message);
      return (original.value as vscode.Webview['postMessage']).call(this, message);
    };
    try {
      // A hidden view receives the full state when it is shown again; a visible view receives only changes.
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
      await vscode.commands.executeCommand('kie.newRequest');
      await snapshot.promise;
    } finally {
      Object.defineProperty(prototype, 'postMessage', original);
    }
    const { tree } = kie.testing;
    for (const group of await tree.getChildren()) {
      for (const node of await tree.getChildren(group)) {
        const item = tree.getTreeItem(node);
        const { tooltip } = await tree.resolveTreeItem(item, node);
        assert.ok(tooltip instanceof vscode.MarkdownString);
        assert.deepEqual([tooltip.isTrusted, tooltip.supportHtml], [false, false], 'tooltips run no commands');
        see(item, tooltip.value);
      }
    }
  });

  it('is stored in the secret storage only', async function () {
    this.timeout(60_000);
    const { globalStorageUri, logUri, secrets, globalState, workspaceState } = kie.testing.context;
    assert.equal(await secrets.get('kie.apiKey'), key);
    see(...kie.testing.log.lines);
    assert.ok(shown.some(text => /debug POST .*\/createTask: /.test(text)));
    for (const memory of [globalState, workspaceState]) see(memory.keys().map(name => memory.get<unknown>(name)));
    see(kie.testing.context.environmentVariableCollection);
    for (const section of ['kie', 'http']) see(JSON.stringify(vscode.workspace.getConfiguration(section)));
    assert.deepEqual(
      shown.filter(text => holdsKey(text, key)),
      []
    );
    // User data contains the storage of all extensions, the settings, the window state and every log.
    const userData = path.resolve(globalStorageUri.fsPath, '../../..');
    // The log file is written asynchronously.
    const lines = () => textOf(path.join(logUri.fsPath, 'KIE Studio.log'));
    for (let i = 0; hasLogFile && i < 100 && !(await lines()).includes('/createTask: '); i++) await sleep(100);
    const searched: string[] = [];
    for (const folder of [userData, workspaceFolder().fsPath]) {
      const search = await findKey(folder, key);
      assert.deepEqual(search.found, []);
      searched.push(...search.searched);
    }
    for (const part of [
      'ledger.db',
      'settings.json',
      'history.jsonl',
      '.png',
      ...(hasLogFile ? ['KIE Studio.log'] : [])
    ]) {
      assert.ok(
        searched.some(file => file.includes(part)),
        part
      );
    }
    assert.deepEqual(await emulator('leaks'), []);
  });
});

async function textOf(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch {
    return ''; // not written yet
  }
}
