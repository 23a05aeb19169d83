import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { emulator, submissions } from '../emulatorCalls.ts';
import { answerConfirmations, notificationsOf } from '../userActions.ts';
import { folderWith, nameOf, pngSize, run, withSetting } from '../support.ts';

describe('file commands', () => {
  it('save results beside the source and never overwrite a file', async () => {
    const folder = await folderWith('portrait.png');
    const source = vscode.Uri.joinPath(folder, 'portrait.png');
    const [width, height] = await pngSize(source);
    const saved = [...(await run('kie.upscaleImage', source, [source]))];
    // A string, as a keybinding or a task of the workspace can pass it.
    const byText = async () => saved.push(...(await run('kie.upscaleImage', source.toString())));
    const [asked] = await answerConfirmations(true, byText);
    assert.match(asked?.detail ?? '', /kie\.upscaleImage\. Its first use/);
    saved.push(...(await run('kie.removeBackground', source)));
    assert.deepEqual(saved.map(nameOf), ['portrait.upscaled.png', 'portrait.upscaled-2.png', 'portrait.no-bg.png']);
    assert.ok(saved.every(uri => path.dirname(uri.fsPath) === folder.fsPath));
    assert.deepEqual(await pngSize(saved[0]), [width * 2, height * 2]);
    assert.deepEqual(await pngSize(saved[2]), [width, height]);
  });

  it('ask once in a workspace when a keybinding, a task or a link passes the file', async () => {
    const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png').toString();
    const before = (await submissions()).length;
    const remove = () => run('kie.removeBackground', source);
    assert.equal((await answerConfirmations(false, async () => assert.deepEqual(await remove(), []))).length, 1);
    assert.equal((await submissions()).length, before);
    assert.equal((await answerConfirmations(true, remove)).length, 1);
    assert.deepEqual(await answerConfirmations(false, remove), []);
  });

  it('name the results of audio and video files after them', async () => {
    const folder = await folderWith('melody.mp3', 'clip.mp4');
    await answerConfirmations(true, async () => {
      const [voice] = await run('kie.isolateVoice', vscode.Uri.joinPath(folder, 'melody.mp3'));
      assert.equal(nameOf(voice), 'melody.voice.mp3');
      const [clip] = await run('kie.upscaleVideo', vscode.Uri.joinPath(folder, 'clip.mp4'));
      assert.equal(nameOf(clip), 'clip.upscaled.mp4');
    });
  });

  it('ask once with the total price before a batch, and respect Cancel', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    const uris = ['portrait.png', 'product.webp'].map(name => vscode.Uri.joinPath(folder, name));
    const before = (await submissions()).length;
    const questions = await answerConfirmations(false, async () => {
      assert.deepEqual(await run('kie.upscaleImage', uris[0], uris), []);
    });
    assert.deepEqual(
      questions.map(({ question }) => question),
      ['Upscale 2 images with Recraft Crisp Upscale for 1 credit?']
    );
    assert.equal((await submissions()).length, before);
  });

  it('run a folder as a batch of its images', async () => {
    const folder = await folderWith('portrait.png', 'landscape.jpg', 'melody.mp3', 'README.md');
    const questions = await answerConfirmations(true, async () => {
      const saved = await run('kie.removeBackground', folder, [folder]);
      assert.deepEqual(saved.map(nameOf).toSorted(), ['landscape.no-bg.png', 'portrait.no-bg.png']);
    });
    assert.deepEqual(
      questions.map(({ question }) => question),
      ['Remove the background of 2 images with Recraft Remove Background for 2 credits?']
    );
  });

  it('sort folders and selections naturally, and keep the order given by a program', async () => {
    const folder = await folderWith('portrait.png');
    const files = (...numbers: readonly number[]) =>
      numbers.map(number => vscode.Uri.joinPath(folder, `p${number}.png`));
    for (const uri of files(10, 1, 2)) await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, 'portrait.png'), uri);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'portrait.png'));
    const order = async (command: string, uri: vscode.Uri | undefined, uris: readonly vscode.Uri[]) =>
      (await run(command, uri, uris)).map(saved => /^p\d+/.exec(nameOf(saved))?.[0]);
    await answerConfirmations(true, async () => {
      assert.deepEqual(await order('kie.removeBackground', folder, [folder]), ['p1', 'p2', 'p10']);
    });
    const [selected, given] = [files(10, 2), files(10, 1)];
    await answerConfirmations(true, async () => {
      assert.deepEqual(await order('kie.menu.upscaleImage', selected[0], selected), ['p2', 'p10']);
      assert.deepEqual(await order('kie.upscaleImage', given[0], given), ['p10', 'p1']);
    });
  });

  it('count and price the valid files of a batch, and explain the others', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'broken.png'), Buffer.alloc(6_000_000, 'x'));
    const asked = await answerConfirmations(true, async () => {
      const saved = await run('kie.removeBackground', folder, [folder]);
      assert.deepEqual(saved.map(nameOf).toSorted(), ['portrait.no-bg.png', 'product.no-bg.png']);
    });
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.question ?? '', /of 2 images .* for 2 credits\?$/);
    assert.match(asked[0]?.detail ?? '', /Skipped: broken\.png: .+/);
    assert.match(asked[0]?.detail ?? '', /^Inputs: portrait\.png, product\.webp$/m);
    assert.doesNotMatch(asked[0]?.detail ?? '', /Skipped:.*(portrait|product)/);
  });

  it('continue a batch when one file cannot be started', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    const remove = () => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'product.webp'));
    const messages = await notificationsOf(() =>
      answerConfirmations(
        true,
        async () => {
          const saved = await run('kie.removeBackground', folder, [folder]);
          assert.deepEqual(saved.map(nameOf), ['portrait.no-bg.png']);
        },
        remove
      )
    );
    assert.ok(
      messages.some(text => text.startsWith('product.webp: ')),
      messages.join()
    );
  });

  it('show the failure of a menu command once, in a notification', async () => {
    const folder = await folderWith('portrait.png');
    const source = vscode.Uri.joinPath(folder, 'portrait.png');
    const fail = () =>
      emulator('faults', { call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Nothing to see.' } });
    const notificationsFor = (command: string, atLeast: number) =>
      withSetting('notifications', 'all', () =>
        notificationsOf(
          () =>
            run(command, source, [source]).then(
              files => assert.deepEqual(files, []),
              (error: unknown) => assert.match(String(error), /Nothing to see/)
            ),
          atLeast
        )
      );
    await fail();
    const byMenu = await notificationsFor('kie.menu.upscaleImage', 1);
    assert.equal(byMenu.length, 1);
    assert.match(byMenu[0] ?? '', /Recraft Crisp Upscale: .*Nothing to see/);
    await fail();
    assert.deepEqual(await notificationsFor('kie.upscaleImage', 0), [], 'the rejection reports it to the caller');
  });

  it('show once that all files of a batch failed', async () => {
    const names = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'];
    const folder = await folderWith('portrait.png');
    const original = vscode.Uri.joinPath(folder, 'portrait.png');
    const uris = names.map(name => vscode.Uri.joinPath(folder, name));
    for (const uri of uris) await vscode.workspace.fs.copy(original, uri);
    const refused = { effect: { kind: 'code', code: 422, msg: 'No such picture' }, times: 0 };
    // Files uploaded before are not uploaded again, so createTask has to fail as well.
    for (const call of ['upload', 'createTask']) await emulator('faults', { call, ...refused });
    const messages = await withSetting('notifications', 'all', () =>
      notificationsOf(
        () =>
          answerConfirmations(true, async () =>
            assert.deepEqual(await run('kie.menu.upscaleImage', uris[0], uris), [])
          ),
        1
      )
    );
    await emulator('clear-faults', {});
    assert.equal(messages.length, 1, messages.join('\n'));
    assert.match(
      messages[0] ?? '',
      /^Upscale images: 0 of 5 done, 5 failed\. 5 times: .* \[Retry Failed…\] \[Show Tasks\]$/
    );
  });

  it('take only the clicked file when it is not selected', async () => {
    const folder = await folderWith('portrait.png', 'product.webp');
    const [clicked, selected] = ['portrait.png', 'product.webp'].map(name => vscode.Uri.joinPath(folder, name));
    const saved = await run('kie.removeBackground', clicked, [selected]);
    assert.deepEqual(saved.map(nameOf), ['portrait.no-bg.png']);
  });

  it('reject with a message when there is nothing to send or KIE fails', async () => {
    const folder = await folderWith('portrait.png', 'README.md');
    await assert.rejects(async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'README.md')), /can be used/);
    await assert.rejects(async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'gone')), /gone/);
    const effect = { kind: 'fail', failCode: '400', failMsg: 'The picture shows nothing.' };
    await emulator('faults', { call: 'task', effect });
    await assert.rejects(
      async () => run('kie.upscaleImage', vscode.Uri.joinPath(folder, 'portrait.png')),
      /The picture shows nothing/
    );
  });
});
