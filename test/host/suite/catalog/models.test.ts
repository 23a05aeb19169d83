import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { docsIndex, docsPage, openDocsHost } from '../../../emulator/hosts/docsHost.ts';
import type { DocsHost } from '../../../emulator/hosts/docsHost.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';
import { emulator } from '../emulatorCalls.ts';
import { activate } from '../support.ts';

const ID = 'added/by-tests';
const DOCS = 'https://docs.kie.ai/market/added/by-tests';
const input = {
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string' }, odd: { type: 'object', patternProperties: {} } }
};
const page = docsPage({ title: 'Added - Text to Image', model: ID, input });

describe('models from the documentation', () => {
  let host: DocsHost;

  before(async () => {
    host = await openDocsHost();
    process.env['KIE_DOCS_BASE_URL'] = host.baseUrl;
    const filler = Array.from({ length: 12 }, (_, i) => ({ title: `Page ${i}`, docs: `${DOCS}-${i}` }));
    host.put('/llms.txt', docsIndex([{ title: 'Added', docs: DOCS }, ...filler]));
    host.put('/market/added/by-tests.md', page);
  });

  after(async () => {
    delete process.env['KIE_DOCS_BASE_URL'];
    await host.close();
  });

  const ids = async (): Promise<readonly string[]> =>
    ((await (await activate()).models()) as readonly { id: string }[]).map(({ id }) => id);

  /** Answers the prompts of the command, whenever an answer is the only pending step, until it ends. */
  async function answerPrompts<T>(command: string, answer: () => unknown, ...args: readonly unknown[]): Promise<T> {
    const end = new AbortController();
    const running = Promise.resolve(vscode.commands.executeCommand<T>(command, ...args)).finally(() => end.abort());
    for (;;) {
      await Promise.race([running.catch(() => undefined), delay(250)]);
      if (end.signal.aborted) return running;
      await answer();
    }
  }
  const accept = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  const cancel = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  const diffs = (): readonly vscode.TabInputTextDiff[] =>
    vscode.window.tabGroups.all
      .flatMap(group => group.tabs)
      .flatMap(tab => (tab.input instanceof vscode.TabInputTextDiff ? [tab.input] : []));

  it('are compared with the existing entry, and not stored when canceled', async () => {
    const shown: string[] = [];
    const stored = await answerPrompts<boolean>(
      'kie.models.add',
      async () => {
        for (const { modified } of diffs()) shown.push((await vscode.workspace.openTextDocument(modified)).getText());
        if (shown.length > 0) await cancel();
      },
      page
    );
    assert.equal(stored, false);
    assert.match(shown[0] ?? '', /^# .*input\.odd\.patternProperties/m);
    assert.match(shown[0] ?? '', /^id: added\/by-tests$/m);
    assert.deepEqual(diffs(), []);
    assert.ok(!(await ids()).includes(ID));
  });

  it('are found in the index, stored on confirmation, usable at once, and removed', async () => {
    await activate();
    await answerPrompts('kie.models.check', accept);
    assert.ok((await ids()).includes(ID));
    assert.deepEqual(
      host.requests.map(({ path }) => path),
      ['/llms.txt', '/market/added/by-tests.md']
    );
    assert.ok(host.requests.every(({ authorization }) => authorization === undefined));
    const kie = await activate();
    assert.deepEqual((await kie.validate(ID, { prompt: 'x' })).request, { model: ID, input: { prompt: 'x' } });
    assert.deepEqual(
      (await kie.validate(ID, {})).issues.map(issue => issue.path),
      ['prompt']
    );
    await answerPrompts('kie.models.remove', accept);
    assert.ok(!(await ids()).includes(ID));
  });

  it('new ones of KIE are in the API with their origin, and validated', async () => {
    const id = 'dreamforge/v1-text-to-image';
    const params = { prompt: { type: 'string', required: true } } as const;
    const entry = modelEntry({ id, name: 'Dreamforge V1', family: 'Dreamforge', params });
    await emulator('models', { model: id, entry });
    await answerPrompts('kie.models.check', cancel);
    const kie = await activate();
    const models = await kie.models();
    assert.equal(models.find(model => model.id === id)?.origin, 'live');
    assert.equal(models.find(model => model.id === 'z-image')?.origin, 'built-in');
    assert.equal((await kie.searchModels('dreamforge'))[0]?.id, id);
    assert.deepEqual((await kie.validate(id, { prompt: 'x' })).request, { model: id, input: { prompt: 'x' } });
    assert.deepEqual(
      (await kie.validate(id, {})).issues.map(issue => issue.path),
      ['prompt']
    );
    await emulator('models', { model: id, gone: true });
  });

  it('are rejected when the page describes something else', async () => {
    await assert.rejects(async () => vscode.commands.executeCommand('kie.models.add', '# Nothing'), /No OpenAPI block/);
  });
});
