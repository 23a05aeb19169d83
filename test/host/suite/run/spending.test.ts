import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { submissions } from '../emulatorCalls.ts';
import { answerConfirmations, notificationsOf } from '../userActions.ts';
import { activate, bytesOf, folderWith, sample, withSetting } from '../support.ts';

const REMOVE = 'recraft/remove-background'; // 1 credit

describe('spending limits', () => {
  const removeBackground = async (): Promise<unknown> => {
    const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
    return vscode.commands.executeCommand('kie.removeBackground', source);
  };

  it('ask above the credits of the setting, and send nothing on Cancel', async () => {
    const before = (await submissions()).length;
    const above = await withSetting('confirmAboveCredits', 0.5, () => answerConfirmations(false, removeBackground));
    assert.deepEqual(
      above.map(({ question }) => question),
      ['Run Recraft Remove Background for 1 credit?']
    );
    assert.equal((await submissions()).length, before);
    assert.deepEqual(
      await withSetting('confirmAboveCredits', 1, () => answerConfirmations(false, removeBackground)),
      []
    );
    assert.equal((await submissions()).length, before + 1);
  });

  it('ask before all tasks of the day, also those of programs, exceed the limit', async () => {
    const kie = await activate();
    const run = async (): Promise<unknown> =>
      kie.run(REMOVE, { image: sample('portrait.png') }, { saveTo: await folderWith() });
    await run();
    const before = (await submissions()).length;
    const limited = (limit: number, yes: boolean, action: () => Promise<unknown>) =>
      withSetting('dailyCreditLimit', limit, () => answerConfirmations(yes, action));
    const [asked] = await limited(1, false, removeBackground);
    assert.equal(asked?.question, 'Run Recraft Remove Background for 1 credit?');
    assert.match(asked.detail, /daily limit of 1 credit \([\d.,]+ credits? used or reserved today\)/);
    const program = await limited(1, false, () => assert.rejects(run(), /not confirmed/));
    assert.match(program[0]?.question ?? '', /^An extension wants to run Recraft Remove Background \(1 credit\)/);
    assert.equal((await submissions()).length, before, 'Cancel buys nothing');
    assert.equal((await limited(1, true, run)).length, 1, 'the limit is raised for this run only');
    assert.equal((await submissions()).length, before + 1);
    assert.deepEqual(await limited(1_000_000, false, run), []);
  });

  it('raise the daily limit for the rest of the day', async () => {
    const kie = await activate();
    const spent = (await kie.tasks()).length * 100 + 10_000;
    const buttons: string[] = [];
    const { ask } = kie.testing;
    const { confirm } = ask;
    ask.confirm = (...texts) => {
      buttons.push(texts[2]);
      return Promise.resolve(true);
    };
    try {
      await withSetting('dailyCreditLimit', 0.5, removeBackground);
    } finally {
      ask.confirm = confirm;
    }
    assert.deepEqual(buttons, ['Raise Limit for Today and Run']);
    assert.deepEqual(
      await withSetting('dailyCreditLimit', spent, () => answerConfirmations(false, removeBackground)),
      []
    );
  });
});

describe('spending by programs and workspaces', () => {
  const forget = async (): Promise<void> =>
    (await activate()).testing.context.workspaceState.update('kie.approvals', undefined);

  before(forget);
  after(forget);

  const command = async (): Promise<unknown> =>
    vscode.commands.executeCommand('kie.run', {
      model: REMOVE,
      input: { image: sample('portrait.png') },
      saveTo: await folderWith()
    });

  it('asks on the first kie.run in a workspace, and sends nothing on Cancel', async () => {
    const before = (await submissions()).length;
    const [asked] = await answerConfirmations(false, () => assert.rejects(command(), /not confirmed/));
    assert.equal(asked?.question, 'Run Recraft Remove Background for 1 credit?');
    assert.match(asked.detail, /kie\.run/);
    assert.equal((await submissions()).length, before);
    assert.equal((await answerConfirmations(true, command)).length, 1);
    assert.deepEqual(await answerConfirmations(false, command), [], 'asks once per workspace');
    assert.equal((await submissions()).length, before + 2);
  });

  it('asks for each kie.run above the credits of the setting', async () => {
    const above = await withSetting('confirmAboveCredits', 0.5, () =>
      answerConfirmations(false, () => assert.rejects(command(), /not confirmed/))
    );
    assert.equal(above.length, 1);
  });

  it('asks nothing for the API below the daily limit', async () => {
    const kie = await activate();
    const run = async (): Promise<unknown> =>
      kie.run(REMOVE, { image: sample('portrait.png') }, { saveTo: await folderWith() });
    assert.deepEqual(await answerConfirmations(false, run), []);
  });

  it('shows a model chosen by the workspace with its price once', async () => {
    const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
    const upscale = (): Promise<unknown> => Promise.resolve(vscode.commands.executeCommand('kie.upscaleImage', source));
    const before = (await submissions()).length;
    await withSetting('upscaleImage.model', REMOVE, async () => {
      const [asked] = await answerConfirmations(false, upscale);
      assert.match(asked?.question ?? '', /^Run Recraft Remove Background for 1 credit\?$/);
      assert.match(asked?.detail ?? '', /set by this workspace/);
      assert.equal((await submissions()).length, before);
      assert.equal((await answerConfirmations(true, upscale)).length, 1);
      assert.deepEqual(await answerConfirmations(false, upscale), []);
    });
    assert.equal((await submissions()).length, before + 2);
  });

  it('confirms once an outside folder that only the workspace names', async () => {
    const kie = await activate();
    const run = (): Promise<unknown> => kie.run(REMOVE, { image: sample('portrait.png') });
    const before = (await submissions()).length;
    await withSetting('output.folder', '../escaped', async () => {
      const [asked] = await answerConfirmations(false, () => assert.rejects(run(), /not confirmed/));
      assert.match(asked?.question ?? '', /outside this workspace/);
      assert.match(asked?.detail ?? '', /escaped/);
      assert.equal((await submissions()).length, before);
      assert.equal((await answerConfirmations(true, run)).length, 1);
      assert.deepEqual(await answerConfirmations(false, run), []);
    });
    await withSetting('output.folder', 'C:\\results', () => assert.rejects(run(), /another operating system/));
  });

  it('confirms once a folder of the workspace that is a link to another location', async () => {
    const folder = (await folderWith()).fsPath;
    const outside = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-outside-'));
    await fs.copyFile(sample('portrait.png').fsPath, path.join(outside, 'portrait.png'));
    const link = path.join(folder, 'assets');
    await fs.symlink(outside, link, 'junction');
    const source = vscode.Uri.file(path.join(link, 'portrait.png'));
    const run = (): Promise<unknown> => Promise.resolve(vscode.commands.executeCommand('kie.removeBackground', source));
    const before = (await submissions()).length;
    const [asked] = await answerConfirmations(false, run);
    assert.match(asked?.question ?? '', /outside this workspace/);
    assert.match(asked?.detail ?? '', /kie-outside-/);
    assert.deepEqual([(await submissions()).length, await fs.readdir(outside)], [before, ['portrait.png']]);
    assert.equal((await answerConfirmations(true, run)).length, 1);
    assert.deepEqual(await answerConfirmations(false, run), []);
    assert.equal((await fs.readdir(outside)).length, 3);
    await fs.rm(outside, { recursive: true });
  });

  it('replaces an exported file only after confirmation', async () => {
    const history = vscode.Uri.joinPath(await folderWith(), 'history.jsonl');
    await vscode.workspace.fs.writeFile(history, Buffer.from('mine'));
    const write = (): Promise<unknown> => Promise.resolve(vscode.commands.executeCommand('kie.exportHistory', history));
    const [asked] = await answerConfirmations(false, write);
    assert.match(asked?.question ?? '', /history\.jsonl already exists/);
    assert.equal((await bytesOf(history)).toString(), 'mine');
    await answerConfirmations(true, write);
    assert.match((await bytesOf(history)).toString(), /^\{/);
  });

  it('renders no command link from workspace texts in a notification', async () => {
    const folder = vscode.Uri.joinPath(await folderWith(), '[Open the picture](command:kie.run?%5B%5D)');
    const source = vscode.Uri.joinPath(folder, 'portrait.png');
    await vscode.workspace.fs.copy(sample('portrait.png'), source);
    const messages = await withSetting('notifications', 'all', () =>
      notificationsOf(() => vscode.commands.executeCommand('kie.menu.removeBackground', source), 1)
    );
    assert.match(messages[0] ?? '', /^KIE saved .*Open the picture\] \(command :kie\.run/);
  });

  it('reports a failed menu command in one notification, without a rejection', async () => {
    const folder = await folderWith();
    const broken = vscode.Uri.joinPath(folder, 'broken.png');
    await vscode.workspace.fs.writeFile(broken, Buffer.from('no picture'));
    const before = (await submissions()).length;
    const messages = await notificationsOf(() =>
      vscode.commands.executeCommand('kie.menu.upscaleImage', broken, [broken])
    );
    assert.equal(messages.length, 1, messages.join('\n'));
    const edited = await notificationsOf(() =>
      withSetting('editImage.model', 'nobody/nothing', () =>
        Promise.resolve(vscode.commands.executeCommand('kie.editImage', broken, [broken]))
      )
    );
    assert.match(edited.join(), /nobody\/nothing/);
    assert.equal((await submissions()).length, before);
  });
});
