import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EngineService, loadEngine } from '../../../../src/vscode/common/engineService.ts';
import { engineSettings } from '../../../../src/vscode/common/settings.ts';
import { newestBatch, imageCopies, runOnFiles, waitForBatch } from './batchItems.ts';
import { emulator } from '../emulatorCalls.ts';
import { answerConfirmations } from '../userActions.ts';
import { activate } from '../support.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('batch in two windows', () => {
  it('shows in one window the changes of the other', async () => {
    const kie = await activate();
    const { context, tree } = kie.testing;
    await kie.tasks(); // the ledger exists from here on
    // A second window has its own engine on the same ledger.
    const other = new EngineService(
      {
        storageDir: context.globalStorageUri.fsPath,
        catalogFile: vscode.Uri.joinPath(context.extensionUri, 'dist', 'catalog.json').fsPath,
        settings: engineSettings,
        apiKey: () => Promise.resolve(process.env['KIE_TEST_KEY']),
        log: quiet
      },
      loadEngine
    );
    try {
      const engine = await other.get();
      await emulator('faults', { call: 'task', effect: { kind: 'stuck' }, times: 0 });
      const uris = await imageCopies(32);
      const over = answerConfirmations(true, async () => runOnFiles('kie.menu.upscaleImage', uris));
      const { batchId } = await waitForBatch(kie, /^0 of 32 done$/, 'batch running stoppable');
      engine.batches.pause(batchId);
      await waitForBatch(kie, /^0 of 32 done · paused$/, 'batch paused stoppable');
      engine.batches.resume(batchId);
      await waitForBatch(kie, /^0 of 32 done$/, 'batch running stoppable');
      engine.batches.stop(batchId);
      await waitForBatch(kie, /^0 of 32 done, \d+ stopped · /, 'batch ended');
      for (const child of await tree.getChildren(await newestBatch(kie))) {
        const active = (tree.getTreeItem(child).contextValue ?? '').includes('active');
        if (active) await vscode.commands.executeCommand('kie.task.stop', child);
      }
      await waitForBatch(kie, /^0 of 32 done, 32 stopped · /, 'batch ended');
      assert.equal((await over).length, 1, 'one question for all');
    } finally {
      await other.close();
      other.dispose();
      await emulator('clear-faults', {});
    }
  });
});
