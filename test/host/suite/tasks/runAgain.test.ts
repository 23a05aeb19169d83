import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, holdNextTask, submissions } from '../emulatorCalls.ts';
import { answerConfirmations, answerQuickPicks, notificationsOf } from '../userActions.ts';
import { activate, folderWith } from '../support.ts';
import type { TestApi } from '../support.ts';

const MODEL = 'nano-banana-2';
const AGAIN = 'kie.task.runAgain';

/** Starts a task that never ends; resolves once it is running at KIE. */
async function runningTask(kie: TestApi, prompt: string): Promise<string> {
  await holdNextTask();
  const running = Promise.withResolvers<string>();
  const ended = kie.run(
    MODEL,
    { prompt },
    { onProgress: task => task.state === 'running' && running.resolve(task.localId) }
  );
  // The task ends when the test stops it.
  ended.catch(() => undefined);
  return running.promise;
}

describe('Run Again', () => {
  let kie: TestApi;
  before(async () => {
    kie = await activate();
  });

  it('asks whether to buy a second one while the task still runs', async () => {
    const localId = await runningTask(kie, 'Runs on');
    const before = (await submissions()).length;
    const asked = await answerConfirmations(false, async () => vscode.commands.executeCommand(AGAIN, localId));
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.question ?? '', /^Nano Banana 2 is still running\. Run another for .*credits?\?$/);
    assert.equal((await submissions()).length, before);
    await vscode.commands.executeCommand('kie.task.stop', localId);
  });

  it('lets the user choose a task by name, and confirms any price', async () => {
    const { localId } = await kie.run(MODEL, { prompt: 'Chosen from a list' });
    const before = (await kie.tasks()).length;
    const lists = await answerQuickPicks([undefined, 'Nano Banana 2'], async () => {
      assert.deepEqual(await answerConfirmations(true, async () => vscode.commands.executeCommand(AGAIN)), []);
      const asked = await answerConfirmations(false, async () => vscode.commands.executeCommand(AGAIN));
      assert.match(asked[0]?.question ?? '', /^Run Nano Banana 2 for .*credits?\?$/);
    });
    const line = lists[0]?.items[0];
    assert.equal(line?.label, 'Nano Banana 2');
    assert.match(line.description ?? '', /^Done · .* · .*credits?$/);
    assert.equal(line.detail, 'Chosen from a list');
    assert.equal((await kie.tasks()).length, before, 'canceling either dialog buys nothing');
    await vscode.commands.executeCommand('kie.task.remove', localId);
  });

  it('confirms any price when run from a notification', async () => {
    const { localId } = await kie.run(MODEL, { prompt: 'Cheap' });
    const asked = await answerConfirmations(false, async () =>
      vscode.commands.executeCommand(AGAIN, localId, 'ask-first')
    );
    assert.match(asked[0]?.question ?? '', /^Run Nano Banana 2 for/);
  });

  it('reports an invalid request, without asking for money', async () => {
    const folder = await folderWith('portrait.png');
    const image = vscode.Uri.joinPath(folder, 'portrait.png');
    const { localId } = await kie.run('recraft/crisp-upscale', { image }, { saveTo: folder });
    await vscode.workspace.fs.delete(image);
    const before = (await submissions()).length;
    const messages = await notificationsOf(async () => {
      assert.deepEqual(await answerConfirmations(true, async () => vscode.commands.executeCommand(AGAIN, localId)), []);
    });
    assert.equal(messages.length, 1);
    assert.match(
      messages[0] ?? '',
      /^Recraft Crisp Upscale can't be run again without changes: .+ \[Edit Request in Form\]$/
    );
    assert.equal((await submissions()).length, before);
  });
});

describe('Remove Task', () => {
  it('asks first when the task may be paid for and is not saved', async () => {
    const kie = await activate();
    const localId = await runningTask(kie, 'Paid for');
    await vscode.commands.executeCommand('kie.task.stop', localId);
    const isThere = async (): Promise<boolean> => (await kie.tasks()).some(task => task.localId === localId);
    const remove = async (): Promise<unknown> => vscode.commands.executeCommand('kie.task.remove', localId);
    const asked = await answerConfirmations(false, remove);
    assert.match(asked[0]?.question ?? '', /may have been charged, and its result is not downloaded/);
    assert.ok(await isThere());
    assert.equal((await answerConfirmations(true, remove)).length, 1);
    assert.ok(!(await isThere()));
  });

  it('lets the user choose among the ended tasks', async () => {
    const kie = await activate();
    const { localId } = await kie.run(MODEL, { prompt: 'Gone by choice' });
    const running = await runningTask(kie, 'Not offered');
    const [list] = await answerQuickPicks([undefined], async () => vscode.commands.executeCommand('kie.task.remove'));
    assert.ok(list?.items.some(({ detail }) => detail === 'Gone by choice'));
    assert.ok(!list?.items.some(({ detail }) => detail === 'Not offered'));
    assert.ok((await kie.tasks()).some(task => task.localId === localId));
    await vscode.commands.executeCommand('kie.task.stop', running);
    await emulator('clear-faults', {});
  });
});
