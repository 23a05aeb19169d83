import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { EngineHost, loadEngine } from '../../../src/vscode/common/engineHost.ts';
import { engineSettings } from '../../../src/vscode/common/settings.ts';
import { notificationsOf } from './person.ts';
import { activate, folderWith } from './support.ts';

const GARBAGE = 'SQLite format 3\0 and then nothing that SQLite knows';
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('a ledger that cannot be read', () => {
  it('is set aside whole and told of, with the way to what ran; a new one works', async () => {
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
    const host = new EngineHost(ports, loadEngine);
    try {
      const said = await notificationsOf(() => host.get());
      const [message = ''] = said;
      assert.equal(said.length, 1, said.join('\n'));
      const aside = (await host.get()).damagedLedger ?? '';
      assert.ok(message.includes(aside) && message.includes('kie.ai/logs'), message);
      assert.match(message, /\[Open Logs\]$/);
      assert.equal(await fs.readFile(path.resolve(storageDir, aside), 'utf8'), GARBAGE);
      assert.deepEqual((await host.get()).tasks(), []);
    } finally {
      await host.close();
      host.dispose();
    }
  });
});
