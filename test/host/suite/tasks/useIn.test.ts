import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, submissions } from '../emulatorCalls.ts';
import { answerQuickPicks } from '../userActions.ts';
import { activate, folderWith, sample, taskItem } from '../support.ts';
import type { TestApi } from '../support.ts';

const USE_IN = 'kie.result.useIn';

describe('Use In…', () => {
  let kie: TestApi;
  let localId: string;
  let file: vscode.Uri;

  before(async () => {
    kie = await activate();
    await emulator('credits', { credits: 100_000 });
    const { files, localId: id } = await kie.run('nano-banana-2', { prompt: 'A kite' }, { saveTo: await folderWith() });
    localId = id;
    assert.ok(files[0]);
    file = files[0];
  });

  it('is offered on a task with a single result', async () => {
    const { contextValue } = kie.testing.tree.getTreeItem(await taskItem(kie, localId));
    assert.match(contextValue ?? '', /\bmedia\b/);
  });

  it('lists actions with prices, the current model, and all models by task', async () => {
    await kie.testing.form.open('nano-banana-2', {});
    const [list] = await answerQuickPicks([undefined], async () =>
      vscode.commands.executeCommand(USE_IN, await taskItem(kie, localId))
    );
    assert.match(list?.title ?? '', /^Use .+\.(png|jpg|webp) in…$/);
    const lines = list?.items.map(({ label, description }) => `${label} | ${description ?? ''}`) ?? [];
    assert.ok(
      lines.some(line => /^\$\(zoom-in\) Upscale \| Recraft Crisp Upscale · .*credits?$/.test(line)),
      lines.slice(0, 8).join('\n')
    );
    assert.ok(lines.some(line => line.startsWith('Nano Banana 2 | Adds the file to the current request')));
    const separators = list?.items.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator);
    assert.deepEqual(
      separators?.slice(0, 5).map(({ label }) => label),
      ['Actions', 'Current Model', 'Edit image', 'Image to image', 'Image to video']
    );
    assert.ok(lines.length > 60, String(lines.length));
  });

  it('opens another model with the file and the prompt, and buys nothing', async () => {
    const before = (await submissions()).length;
    await kie.testing.form.open('z-image', { prompt: 'A red kite' });
    await answerQuickPicks(['Animate'], () => vscode.commands.executeCommand(USE_IN, localId));
    const { model, draft } = await kie.testing.form.current();
    assert.equal(draft['prompt'], 'A red kite');
    assert.ok(Object.values(draft).flat().includes(file.toString()), JSON.stringify([model, draft]));
    assert.equal((await submissions()).length, before);
  });

  it('adds the file to the current request when its model is chosen', async () => {
    await kie.testing.form.open('nano-banana-2', { prompt: 'A fox', image_input: [sample('portrait.png').toString()] });
    await answerQuickPicks(['Nano Banana 2'], () => vscode.commands.executeCommand(USE_IN, file));
    const { draft } = await kie.testing.form.current();
    assert.deepEqual(draft['image_input'], [sample('portrait.png').toString(), file.toString()]);
    assert.equal(draft['prompt'], 'A fox');
  });

  it('takes the selection of the explorer, also of videos and audio', async () => {
    const [videos] = await answerQuickPicks([undefined], () => {
      const uri = sample('clip.mp4');
      return vscode.commands.executeCommand(USE_IN, uri, [uri]);
    });
    const labels = videos?.items.map(({ label }) => label) ?? [];
    assert.ok(labels.includes('$(zoom-in) Upscale') && labels.includes('Video to video'), labels.slice(0, 6).join());
    const images = ['landscape.jpg', 'portrait.png'].map(sample);
    await answerQuickPicks(['Nano Banana 2'], () => vscode.commands.executeCommand(USE_IN, images[0], images));
    const given = (await kie.testing.form.current()).draft['image_input'];
    assert.ok(Array.isArray(given));
    assert.deepEqual(given.slice(-2), images.map(String));
  });

  it('upscales at once, next to the file', async () => {
    const before = (await submissions()).length;
    await answerQuickPicks(['Upscale'], () => vscode.commands.executeCommand(USE_IN, localId));
    assert.equal((await submissions()).length, before + 1);
    assert.equal((await submissions()).at(-1)?.model, 'recraft/crisp-upscale');
  });

  it('rejects a file that no model accepts', async () => {
    await assert.rejects(async () => vscode.commands.executeCommand(USE_IN, sample('README.md')), /images, videos/);
  });
});
