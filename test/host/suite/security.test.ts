import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import { findKey, holdsKey } from '../../unit/security/findKey.ts';
import { hostileHost } from '../../unit/security/hostileHost.ts';
import { listen } from '../../unit/kie/listen.ts';
import type { Fault } from '../../emulator/types.ts';
import {
  activate,
  emulator,
  folderWith,
  nameOf,
  notificationsOf,
  sample,
  submissions,
  workspaceFolder
} from './support.ts';
import type { TestApi } from './support.ts';

const UPSCALE = 'recraft/crisp-upscale';
const MODEL = 'nano-banana-2';
const key = process.env['KIE_TEST_KEY'] ?? '';
/** The browser host comes without VS Code's native logger. */
const hasLogFile = vscode.env.uiKind === vscode.UIKind.Desktop;

/** Opens what a test needs to close. */
function cleaner(): { readonly after: (f: () => unknown) => void; readonly clean: () => Promise<void> } {
  const cleanups: (() => unknown)[] = [];
  return {
    after: f => void cleanups.unshift(f),
    clean: async () => {
      for (const f of cleanups.splice(0)) await f();
    }
  };
}

describe('the key, after a full run', () => {
  const fromEnvironment = process.env['KIE_API_KEY'];
  /** All that somebody outside our code got to see: what was thrown, said, copied, shown, exported. */
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

  /** Runs under these faults, and notes whatever comes of it. */
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

  it('was used: uploads, results, and failures whose words repeat it', async function () {
    this.timeout(120_000);
    const image = { image: sample('portrait.png') };
    const said = `Bad key ${key}, Bearer ${key}, ?key=${encodeURIComponent(key)}, ${Buffer.from(key).toString('base64')}`;
    await run(UPSCALE, image);
    await run(MODEL, { prompt: 'A kite' });
    await run(UPSCALE, image, { call: 'upload', effect: { kind: 'code', code: 400, msg: said } });
    await run(UPSCALE, image, { call: 'upload', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'code', code: 401, msg: said } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'resetAfter' } });
    await run(UPSCALE, image, { call: 'createTask', effect: { kind: 'html', status: 502 } });
    await run(UPSCALE, image, { call: 'task', effect: { kind: 'fail', failCode: '500', failMsg: said } });
    await run(UPSCALE, image, { call: 'recordInfo', effect: { kind: 'code', code: 500, msg: said } });
    await run(UPSCALE, image, { call: 'download', effect: { kind: 'redirect', to: 'cross' } });
    await run(UPSCALE, image, { call: 'download', effect: { kind: 'html' }, times: 0 });
    const states = new Set((await kie.tasks()).map(({ state }) => state));
    for (const state of ['done', 'failed', 'unknown'] as const) assert.ok(states.has(state), state);
    assert.ok((await submissions()).length > 0);
  });

  it('is not in what is copied and exported', async () => {
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
    assert.ok(shown.some(text => text.includes('## Last lines of the log')));
  });

  it('is not in what the pages of ours are sent, nor in the tree', async () => {
    const panel = vscode.window.createWebviewPanel('kie.test', 'x', vscode.ViewColumn.Beside);
    const prototype = Object.getPrototypeOf(panel.webview) as { postMessage: vscode.Webview['postMessage'] };
    panel.dispose();
    const original = Object.getOwnPropertyDescriptor(prototype, 'postMessage');
    assert.ok(original !== undefined, 'all pages post by one function');
    const snapshot = Promise.withResolvers<unknown>();
    prototype.postMessage = function (this: vscode.Webview, message: unknown) {
      see(message);
      if (JSON.stringify(message).includes('"draft":')) snapshot.resolve(message);
      return (original.value as vscode.Webview['postMessage']).call(this, message);
    };
    try {
      // A view that shows again is sent everything; one that stood open all the time is sent what changes meanwhile.
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
      await vscode.commands.executeCommand('kie.newRequest');
      await Promise.race([snapshot.promise, sleep(10_000)]);
    } finally {
      Object.defineProperty(prototype, 'postMessage', original);
    }
    const { tree } = kie.testing;
    for (const group of await tree.getChildren()) {
      for (const node of await tree.getChildren(group)) {
        const item = tree.getTreeItem(node);
        const { tooltip } = await tree.resolveTreeItem(item, node);
        assert.ok(tooltip instanceof vscode.MarkdownString);
        assert.deepEqual([tooltip.isTrusted, tooltip.supportHtml], [false, false], 'no command of a tooltip runs');
        see(item, tooltip.value);
      }
    }
  });

  it('stands nowhere but in the secret storage', async function () {
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
    // User data holds the storage of all extensions, the settings, the state of windows and every log.
    const userData = path.resolve(globalStorageUri.fsPath, '../../..');
    // The log file is written in the background.
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

describe('settings of a workspace', () => {
  const file = vscode.Uri.joinPath(workspaceFolder(), '.vscode', 'settings.json');
  const { after: closing, clean } = cleaner();

  after(async () => {
    await vscode.workspace.fs.delete(file);
    await clean();
  });

  it('that name hosts, a callback or a ceiling for the day are ignored', async () => {
    const kie = await activate();
    const caught: unknown[] = [];
    const port = await listen(
      { after: closing },
      http.createServer((request, response) => {
        caught.push([request.method, request.url]);
        response.end('{"code":200,"data":1}');
      })
    );
    const evil = `http://127.0.0.1:${port}`;
    const names = ['apiBaseUrl', 'uploadBaseUrl', 'callBackUrl', 'dailyCreditLimit'];
    const valuesOf = () => names.map(name => vscode.workspace.getConfiguration('kie').get<unknown>(name));
    const before = valuesOf();
    const changed = new Promise<void>(resolve => {
      const listener = vscode.workspace.onDidChangeConfiguration(event => {
        if (!event.affectsConfiguration('kie.output.folder')) return;
        listener.dispose();
        resolve();
      });
    });
    const settings = {
      'kie.apiBaseUrl': evil,
      'kie.uploadBaseUrl': evil,
      'kie.callBackUrl': evil,
      'kie.dailyCreditLimit': 1_000_000,
      'http.proxy': evil,
      'http.proxyStrictSSL': false,
      'kie.output.folder': 'by-the-workspace'
    };
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
    await changed;
    assert.deepEqual(valuesOf(), before);
    const { files } = await kie.run(UPSCALE, { image: sample('portrait.png') });
    assert.equal(path.basename(path.dirname(files[0]?.fsPath ?? '')), 'by-the-workspace', 'the file was read');
    assert.deepEqual(caught, []);
  });
});

describe('results that VS Code could run or render', () => {
  const { after: closing, clean } = cleaner();
  const addresses = { apiBaseUrl: process.env['KIE_TEST_API'], uploadBaseUrl: process.env['KIE_TEST_UPLOAD'] };
  const point = async (to: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [name, value] of Object.entries(to)) {
      await vscode.workspace.getConfiguration('kie').update(name, value, vscode.ConfigurationTarget.Global);
    }
  };

  after(async () => {
    await point(addresses);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await clean();
  });

  const drawing = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
  const cases: readonly (readonly [what: string, body: string, ending: string])[] = [
    ['a drawing', drawing('<path d="M0 0h9v9z"/>'), '.svg'],
    ['a drawing with a script', drawing('<script>alert(1)</script>'), '.svg.txt']
  ];
  for (const [what, body, ending] of cases) {
    it(`${what} opens as data from the tree`, async () => {
      const kie = await activate();
      const { base } = await hostileHost(
        { after: closing },
        {
          record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
          files: { 'a.png': { type: 'image/svg+xml', body } }
        }
      );
      await point({ apiBaseUrl: base, uploadBaseUrl: base });
      const { files, localId } = await kie.run(MODEL, { prompt: 'A drawing' }, { saveTo: await folderWith() });
      assert.ok(nameOf(files[0]).endsWith(ending), nameOf(files[0]));
      await vscode.commands.executeCommand('kie.task.open', localId);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      // VS Code's own preview shows a drawing as a picture, in which nothing runs.
      if (ending === '.svg')
        assert.ok(input instanceof vscode.TabInputCustom && input.viewType.startsWith('imagePreview'));
      else assert.ok(input instanceof vscode.TabInputText);
      assert.equal(input.uri.fsPath, files[0]?.fsPath);
    });
  }

  it('words of a failure are no link that runs a command', async () => {
    const kie = await activate();
    const link = '[Fix it](command:workbench.action.closeAllEditors)';
    const { base } = await hostileHost(
      { after: closing },
      { record: () => ({ state: 'fail', failCode: `5${link}`, failMsg: `Sorry. ${link}` }) }
    );
    await point({ apiBaseUrl: base, uploadBaseUrl: base });
    const error = await kie.run(MODEL, { prompt: 'A kite' }, { saveTo: await folderWith() }).then(() => 'ran', String);
    assert.match(error, /Sorry\..*Fix it/);
    assert.ok(!error.includes(']('), error);
  });
});
