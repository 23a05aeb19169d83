import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from './support.ts';
import { activate, emulator, folderWith, nameOf, pngSize, submissions } from './support.ts';

const run = (command: string, ...args: unknown[]): Thenable<vscode.Uri[]> =>
  vscode.commands.executeCommand<vscode.Uri[]>(command, ...args);

describe('commands on files', () => {
  let kie: TestApi;
  let confirm: TestApi['testing']['ask']['confirm'];
  const questions: string[] = [];

  beforeEach(async () => {
    kie = await activate();
    ({ confirm } = kie.testing.ask);
    questions.length = 0;
  });

  afterEach(() => {
    kie.testing.ask.confirm = confirm;
  });

  const answer = (yes: boolean): void => {
    kie.testing.ask.confirm = question => {
      questions.push(question);
      return Promise.resolve(yes);
    };
  };

  it('save results beside the source and never over a file', async () => {
    const folder = await folderWith('portrait.png');
    const source = vscode.Uri.joinPath(folder, 'portrait.png');
    const [width, height] = await pngSize(source);
    const saved = [
      ...(await run('kie.upscaleImage', source, [source])),
      // As a keybinding can give it.
      ...(await run('kie.upscaleImage', source.toString())),
      ...(await run('kie.removeBackground', source))
    ];
    assert.deepEqual(saved.map(nameOf), ['portrait.upscaled.png', 'portrait.upscaled-2.png', 'portrait.no-bg.png']);
    assert.ok(saved.every(uri => path.dirname(uri.fsPath) === folder.fsPath));
    assert.deepEqual(await pngSize(saved[0]), [width * 2, height * 2]);
    assert.deepEqual(await pngSize(saved[2]), [width, height]);
  });

  it('name the results of sounds and clips after them', async () => {
    answer(true);
    const folder = await folderWith('melody.mp3', 'clip.mp4');
    const [voice] = await run('kie.isolateVoice', vscode.Uri.joinPath(folder, 'melody.mp3'));
    assert.equal(nameOf(voice), 'melody.voice.mp3');
    const [clip] = await run('kie.upscaleVideo', vscode.Uri.joinPath(folder, 'clip.mp4'));
    assert.equal(nameOf(clip), 'clip.upscaled.mp4');
  });

  it('ask one question with the total price before a batch, and take no for an answer', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    const uris = ['portrait.png', 'product.webp'].map(name => vscode.Uri.joinPath(folder, name));
    const before = (await submissions()).length;
    answer(false);
    assert.deepEqual(await run('kie.upscaleImage', uris[0], uris), []);
    assert.deepEqual(questions, ['Upscale 2 images with Recraft Crisp Upscale for 1 credit?']);
    assert.equal((await submissions()).length, before);
  });

  it('run a folder as a batch of the images in it', async () => {
    answer(true);
    const folder = await folderWith('portrait.png', 'landscape.jpg', 'melody.mp3', 'README.md');
    const saved = await run('kie.removeBackground', folder, [folder]);
    assert.deepEqual(saved.map(nameOf).toSorted(), ['landscape.no-bg.png', 'portrait.no-bg.png']);
    assert.deepEqual(questions, ['Remove the background of 2 images with Recraft Remove Background for 2 credits?']);
  });

  it('take the clicked file alone when it is not in the selection', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    const [clicked, selected] = ['portrait.png', 'product.webp'].map(name => vscode.Uri.joinPath(folder, name));
    const saved = await run('kie.removeBackground', clicked, [selected]);
    assert.deepEqual(saved.map(nameOf), ['portrait.no-bg.png']);
  });

  it('reject with a sentence when there is nothing to send or KIE fails', async () => {
    const folder = await folderWith('portrait.png', 'README.md');
    await assert.rejects(async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'README.md')), /suitable/);
    await assert.rejects(async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'gone')), /gone/);
    const effect = { kind: 'fail', failCode: '400', failMsg: 'The picture shows nothing.' };
    await emulator('faults', { call: 'task', effect });
    await assert.rejects(
      async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'portrait.png')),
      /The picture shows nothing/
    );
  });
});
