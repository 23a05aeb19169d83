import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { submissions } from '../emulatorCalls.ts';
import { answerConfirmations, answerQuickPicks, notificationsOf } from '../userActions.ts';
import { folderWith, nameOf, run, sample, settingValues, withSetting } from '../support.ts';

describe('file commands in the palette', () => {
  const created: vscode.Uri[] = [];

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of created) await vscode.workspace.fs.delete(uri);
  });

  for (const [command, result] of [
    ['kie.upscaleImage', 'product.upscaled'],
    ['kie.removeBackground', 'product.no-bg']
  ] as const) {
    it(`let the user choose a workspace image: ${command}`, async () => {
      await vscode.commands.executeCommand('vscode.open', sample('product.webp'));
      let saved: vscode.Uri[] = [];
      const lists = await answerQuickPicks(['product.webp'], () =>
        withSetting('notifications', 'none', async () => {
          saved = await run(command);
          created.push(...saved);
        })
      );
      const [{ items, placeholder } = { items: [], placeholder: '' }] = lists;
      assert.equal(placeholder, 'Select an image in the workspace');
      assert.equal(items[0]?.label, 'product.webp');
      assert.match(items[0].description ?? '', /in the active editor/);
      assert.ok(items.some(({ label }) => label === 'portrait.png'));
      assert.ok(!items.some(({ label }) => /\.(mp3|mp4|md)$/.test(label)));
      assert.deepEqual([saved.length, nameOf(saved[0]).startsWith(result)], [1, true]);
    });
  }

  it('buy nothing when the user cancels', async () => {
    const before = (await submissions()).length;
    await answerQuickPicks([undefined], async () => assert.deepEqual(await run('kie.upscaleImage'), []));
    assert.equal((await submissions()).length, before);
  });
});

describe('file commands with a model in the settings', () => {
  /** Requires only an image, like the listed ones, but makes a video. Earlier versions had a free-text setting. */
  const UNLISTED = 'happyhorse/image-to-video';

  for (const [title, model] of [
    ['use that model', 'topaz/image-upscale'],
    ['use a model that the list of the setting lacks', UNLISTED]
  ] as const) {
    it(title, async () => {
      const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
      await withSetting('upscaleImage.model', model, () =>
        answerConfirmations(true, async () => assert.deepEqual((await run('kie.upscaleImage', source)).length, 1))
      );
      assert.equal((await submissions()).at(-1)?.model, model);
      assert.equal(settingValues('upscaleImage.model').includes(model), model !== UNLISTED);
    });
  }

  it('report an unknown model, and send nothing', async () => {
    const before = (await submissions()).length;
    const source = sample('portrait.png');
    await withSetting('removeBackground.model', 'nobody/nothing', async () => {
      await assert.rejects(
        async () => run('kie.removeBackground', source),
        /Unknown model in the settings: nobody\/nothing\.$/
      );
      const messages = await notificationsOf(() =>
        run('kie.menu.removeBackground', source).then(undefined, (error: unknown) => error)
      );
      assert.ok(messages.length <= 1, messages.join('\n'));
    });
    assert.equal((await submissions()).length, before);
  });
});
