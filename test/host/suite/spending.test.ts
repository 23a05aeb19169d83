import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { submissions } from './emulatorCalls.ts';
import { answering } from './person.ts';
import { activate, folderWith, sample, withSetting } from './support.ts';

const REMOVE = 'recraft/remove-background'; // 1 credit

describe('the questions about money', () => {
  const removeBackground = async (): Promise<unknown> => {
    const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
    return vscode.commands.executeCommand('kie.removeBackground', source);
  };

  it('come above the credits of the setting, and a no sends nothing', async () => {
    const before = (await submissions()).length;
    const above = await withSetting('confirmAboveCredits', 0.5, () => answering(false, removeBackground));
    assert.deepEqual(
      above.map(({ question }) => question),
      ['Run Recraft Remove Background for 1 credit?']
    );
    assert.equal((await submissions()).length, before);
    assert.deepEqual(await withSetting('confirmAboveCredits', 1, () => answering(false, removeBackground)), []);
    assert.equal((await submissions()).length, before + 1);
  });

  it('come before the sum of the day is passed, which all tasks count toward, those of programs too', async () => {
    const kie = await activate();
    const run = async (): Promise<unknown> =>
      kie.run(REMOVE, { image: sample('portrait.png') }, { saveTo: await folderWith() });
    await run();
    const before = (await submissions()).length;
    const limited = (limit: number, yes: boolean, action: () => Promise<unknown>) =>
      withSetting('dailyCreditLimit', limit, () => answering(yes, action));
    const [asked] = await limited(1, false, removeBackground);
    assert.equal(asked?.question, 'Run Recraft Remove Background for 1 credit?');
    assert.match(asked.detail, /limit of 1 credit a day: [\d.,]+ credits? (is|are) spent/);
    const program = await limited(1, false, () => assert.rejects(run(), /limit/));
    assert.match(program[0]?.question ?? '', /^A program wants to run Recraft Remove Background \(1 credit\)/);
    assert.equal((await submissions()).length, before, 'a no buys nothing');
    assert.equal((await limited(1, true, run)).length, 1);
    assert.equal((await submissions()).length, before + 1);
    assert.deepEqual(await limited(1_000_000, false, run), []);
  });
});
