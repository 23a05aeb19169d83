import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, requests, submissions } from './emulatorCalls.ts';
import { notificationsOf } from './userActions.ts';
import { activate, folderWith, sample } from './support.ts';

const UPSCALE = 'recraft/crisp-upscale';

describe('API key', () => {
  const fromEnvironment = process.env['KIE_API_KEY'];
  const right = process.env['KIE_TEST_KEY'] ?? '';
  const wrong = 'wrong-key-of-the-host-tests';

  // Otherwise the key from the environment would replace the stored one.
  before(() => {
    delete process.env['KIE_API_KEY'];
  });

  after(async () => {
    await vscode.commands.executeCommand('kie.removeApiKey');
    if (fromEnvironment !== undefined) process.env['KIE_API_KEY'] = fromEnvironment;
  });

  const tryToRun = async (): Promise<string> => {
    const kie = await activate();
    return kie.run(UPSCALE, { image: sample('portrait.png') }, { saveTo: await folderWith() }).then(
      () => 'ran',
      (error: unknown) => String(error)
    );
  };

  it('is requested by commands that need it, before anything is sent', async () => {
    const before = (await requests()).length;
    assert.match(await tryToRun(), /key/i);
    const request = { model: UPSCALE, input: { image: sample('portrait.png') } };
    const messages = await notificationsOf(() =>
      assert.rejects(async () => vscode.commands.executeCommand('kie.run', request), /key/i)
    );
    assert.deepEqual(messages, ['Set a KIE API key to continue. [Set API Key]']);
    assert.equal((await requests()).length, before);
  });

  it('is not stored when KIE rejects it', async () => {
    const kie = await activate();
    const problem = await kie.testing.checkAndStore(wrong);
    assert.match(problem ?? '', /^KIE rejected the API key\. Check it at kie\.ai\/api-key\.$/);
    assert.ok(!problem?.includes(wrong));
    assert.match(await tryToRun(), /key/i);
  });

  it('is stored when KIE accepts it, and works until it is removed', async () => {
    const kie = await activate();
    assert.equal(await kie.testing.checkAndStore(right), undefined);
    assert.equal(await tryToRun(), 'ran');
    await vscode.commands.executeCommand('kie.removeApiKey');
    const before = (await submissions()).length;
    assert.match(await tryToRun(), /key/i);
    assert.equal((await submissions()).length, before);
  });

  it('never appears in tasks, errors or requests to other hosts', async () => {
    const kie = await activate();
    assert.equal(await kie.testing.checkAndStore(right), undefined);
    // The account is rejected in the middle of a run.
    await emulator('faults', { call: 'createTask', effect: { kind: 'code', code: 401, msg: `Bad key ${right}` } });
    const error = await tryToRun();
    assert.notEqual(error, 'ran');
    assert.ok(!error.includes(right), error);
    const known = JSON.stringify(await kie.tasks());
    assert.ok(!known.includes(right) && !known.includes(wrong));
    assert.deepEqual(await emulator('leaks'), []);
  });
});
