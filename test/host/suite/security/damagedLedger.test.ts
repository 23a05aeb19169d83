import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../../../src/core/engine/api.ts';
import { EngineService, loadEngine } from '../../../../src/vscode/common/engineService.ts';
import { engineSettings } from '../../../../src/vscode/common/settings.ts';
import { notificationsOf } from '../userActions.ts';
import { activate, folderWith } from '../support.ts';

const GARBAGE = 'SQLite format 3\0 and then nothing that SQLite knows';
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('damaged ledger', () => {
  it('is set aside and reported with the recovered tasks; a new one works', async () => {
    const { context } = (await activate()).testing;
    const storageDir = (await folderWith()).fsPath;
    await fs.writeFile(path.join(storageDir, 'ledger.db'), GARBAGE);
    const ports = {
      storageDir,
      catalogFile: path.join(context.extensionPath, 'dist', 'catalog.json'),
      settings: engineSettings,
      apiKey: () => Promise.resolve(undefined),
      log: quiet
    };
    const host = new EngineService(ports, loadEngine);
    try {
      const messages = await notificationsOf(() => host.get());
      const [message = ''] = messages;
      assert.equal(messages.length, 1, messages.join('\n'));
      const aside = (await host.get()).damagedLedger ?? '';
      assert.ok(message.includes(aside) && message.includes('kie.ai/logs'), message);
      assert.match(message, /\[Open KIE Logs\]$/);
      assert.equal(await fs.readFile(path.resolve(storageDir, aside), 'utf8'), GARBAGE);
      assert.deepEqual((await host.get()).tasks.list(), []);
    } finally {
      await host.close();
      host.dispose();
    }
  });
});

describe('engine that fails right after it was opened', () => {
  it('is disposed before the next attempt', async () => {
    const { context } = (await activate()).testing;
    const ports = {
      storageDir: (await folderWith()).fsPath,
      catalogFile: path.join(context.extensionPath, 'dist', 'catalog.json'),
      settings: engineSettings,
      apiKey: () => Promise.resolve(undefined),
      log: quiet
    };
    const opened: Engine[] = [];
    const host = new EngineService(ports, async given => {
      const engine = await loadEngine(given);
      opened.push(engine);
      const fail = (): never => assert.fail('cannot be used');
      return opened.length === 1 ? Object.assign(engine, { resumeAll: fail }) : engine;
    });
    try {
      await assert.rejects(host.get(), /cannot be used/);
      assert.equal(host.current, undefined);
      assert.throws(() => opened[0]?.tasks.list(), /not open/);
      assert.deepEqual((await host.get()).tasks.list(), []);
      assert.equal(opened.length, 2);
    } finally {
      await host.close();
      host.dispose();
    }
  });
});
