import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newestBatch, imageCopies, runOnFiles, waitForBatch, waitingTasks } from './batchItems.ts';
import { emulator, submissions } from '../emulatorCalls.ts';
import { answerConfirmations, notificationsOf } from '../userActions.ts';
import { activate, nameOf, taskItem, withSetting } from '../support.ts';
import type { TestApi } from '../support.ts';

const UPSCALE = 'kie.upscaleImage';
const FAIL = { call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Nothing to see.' } };

describe('batch of files', () => {
  let kie: TestApi;
  before(async () => {
    kie = await activate();
    await emulator('clear-faults', {});
  });

  it('has one tree item and one notification, and returns the files in order', async () => {
    const uris = await imageCopies(4);
    const messages = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answerConfirmations(true, async () => {
          const saved = await runOnFiles(UPSCALE, uris);
          assert.deepEqual(
            saved.map(nameOf),
            uris.map(uri => nameOf(uri).replace('.png', '.upscaled.png'))
          );
        });
        await waitForBatch(kie, /^4 of 4 done · just now/, 'batch ended');
      }, 1)
    );
    assert.deepEqual(messages, ['Upscale images: 4 of 4 done. [Open Folder] [Show Tasks]']);
    const node = await newestBatch(kie);
    const children = (await kie.testing.tree.getChildren(node)).map(child => kie.testing.tree.getTreeItem(child));
    assert.deepEqual(
      children.map(({ label }) => label).toSorted(),
      uris.map(nameOf),
      'each item has the name of its file'
    );
    assert.match(String(children[0]?.description), /^just now · .*credits?$/);
    const groups = await kie.testing.tree.getChildren();
    assert.ok(
      groups.every(
        each => each.kind === 'group' && each.lines.every(child => child.kind !== 'task' || !child.task.batch)
      ),
      'its tasks are below its item only'
    );
  });

  it('reports what failed at its end, and retries only that after confirmation', async () => {
    const uris = await imageCopies(3);
    await emulator('faults', FAIL);
    const first = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answerConfirmations(true, async () =>
          assert.equal((await runOnFiles('kie.menu.upscaleImage', uris)).length, 2)
        );
        await waitForBatch(kie, /^2 of 3 done, 1 failed · just now/, 'batch ended retriable');
      }, 1)
    );
    assert.equal(first.length, 1, first.join('\n'));
    assert.match(
      first[0] ?? '',
      /^Upscale images: 2 of 3 done, 1 failed\. .*Nothing to see.* \[Retry Failed…\] \[Show Tasks\]$/
    );
    const node = await newestBatch(kie);
    const before = (await submissions()).length;
    const retry = async (): Promise<unknown> => vscode.commands.executeCommand('kie.batch.retryFailed', node);
    const [asked] = await answerConfirmations(false, retry);
    assert.equal(asked?.question, 'Retry 1 failed task of Upscale images for 0.5 credits?');
    assert.equal((await submissions()).length, before, 'Cancel buys nothing');
    const second = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answerConfirmations(true, async () => assert.equal(await retry(), 1));
        const after = await waitForBatch(kie, /^3 of 3 done · just now/, 'batch ended');
        assert.equal((await kie.testing.tree.getChildren(after)).length, 3, 'only the last attempt is shown');
      }, 1)
    );
    assert.equal((await submissions()).length, before + 1);
    assert.deepEqual(second, ['Upscale images: 3 of 3 done. [Open Folder] [Show Tasks]']);
  });

  it('lists which failed files are left out and why, before and after buying', async () => {
    const uris = await imageCopies(3);
    const [one, two] = uris;
    assert.ok(one && two);
    await emulator('faults', { ...FAIL, times: 3 });
    await answerConfirmations(true, async () => runOnFiles('kie.menu.upscaleImage', uris));
    const node = await waitForBatch(kie, /^0 of 3 done, 3 failed · just now/, 'batch ended retriable');
    const before = (await submissions()).length;
    const retry = async (): Promise<unknown> => vscode.commands.executeCommand('kie.batch.retryFailed', node);
    await vscode.workspace.fs.delete(one);
    const asked: Awaited<ReturnType<typeof answerConfirmations>>[number][] = [];
    const messages = await notificationsOf(async () => {
      // The second file is deleted while the dialog is open.
      const remove = () => vscode.workspace.fs.delete(two);
      asked.push(...(await answerConfirmations(true, async () => assert.equal(await retry(), 1), remove)));
    });
    assert.equal(asked[0]?.question, 'Retry 2 failed tasks of Upscale images for 1 credit?');
    assert.match(asked[0].detail, /^Skipped: 1 of 3 failed tasks\. .*does not exist/m);
    assert.equal(messages.length, 1, messages.join('\n'));
    assert.match(messages[0] ?? '', /^Upscale images: retrying 1\. Skipped: 2 of 3 failed tasks\. .*does not exist/);
    await waitForBatch(kie, /^1 of 3 done, 2 failed · just now/, 'batch ended retriable');
    assert.equal((await submissions()).length, before + 1);
    await assert.rejects(retry, /Skipped: 2 of 2 failed tasks\. /);
  });

  it('never runs a task again that KIE may have accepted', async () => {
    const uris = await imageCopies(2);
    await emulator('faults', { call: 'createTask', effect: { kind: 'resetAfter' } });
    await answerConfirmations(true, async () => runOnFiles('kie.menu.upscaleImage', uris));
    const node = await waitForBatch(kie, /^1 of 2 done, 1 unknown · just now/, 'batch ended');
    const before = (await submissions()).length;
    const asked = await answerConfirmations(true, async () => {
      assert.equal(await vscode.commands.executeCommand('kie.batch.retryFailed', node), 0);
    });
    assert.deepEqual(asked, []);
    assert.equal((await submissions()).length, before);
    const children = await kie.testing.tree.getChildren(node);
    const unknown = children.find(child => child.kind === 'task' && child.task.state === 'unknown');
    assert.ok(unknown?.kind === 'task');
    const twice = await answerConfirmations(true, async () => {
      const again = await vscode.commands.executeCommand<string>('kie.task.runAgain', unknown);
      assert.equal((await taskItem(kie, again)).task.retryOf, unknown.task.localId);
      await vscode.commands.executeCommand('kie.task.stop', again);
    });
    assert.match(twice[0]?.question ?? '', / again\? KIE may have accepted the first task\.$/);
  });

  it('pauses when credits are missing, reports it once, and resumes', async () => {
    const uris = await imageCopies(3);
    await emulator('faults', { call: 'createTask', effect: { kind: 'code', code: 402 }, times: 0 });
    const messages = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        const finished = answerConfirmations(true, async () =>
          assert.equal((await runOnFiles('kie.menu.upscaleImage', uris)).length, 3)
        );
        const node = await waitForBatch(kie, /credits/i, 'batch paused stoppable');
        await emulator('clear-faults', {});
        await vscode.commands.executeCommand('kie.batch.resume', node);
        await finished;
        await waitForBatch(kie, /^3 of 3 done · just now/, 'batch ended');
      }, 2)
    );
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.match(messages[0] ?? '', /^Upscale images is paused: .*credits.* \[Top Up\] \[Resume\]$/i);
    assert.match(messages[1] ?? '', /^Upscale images: 3 of 3 done\./);
  });

  it('is paused, ordered, resumed and stopped from its tree items', async () => {
    const uris = await imageCopies(34);
    // No task ends by itself, so that some of them wait in the queue.
    await emulator('faults', { call: 'task', effect: { kind: 'stuck' }, times: 0 });
    const over = answerConfirmations(true, async () => runOnFiles('kie.menu.upscaleImage', uris));
    const runningBatch = await waitForBatch(kie, /^0 of 34 done$/, 'batch running stoppable');
    await vscode.commands.executeCommand('kie.batch.pause', runningBatch);
    const pausedBatch = await waitForBatch(kie, /^0 of 34 done · paused$/, 'batch paused stoppable');
    const waiting = await waitingTasks(kie, pausedBatch);
    assert.equal(waiting.length, 4);
    const [next] = waiting;
    const last = waiting.at(-1);
    assert.ok(next?.kind === 'task' && last?.kind === 'task');
    const item = kie.testing.tree.getTreeItem(last);
    assert.match(String(item.description), /^Waiting/);
    assert.match(item.contextValue ?? '', /\bwaiting\b/);
    await vscode.commands.executeCommand('kie.task.toFront', last);
    // Stopping a started task frees its slot.
    const children = await kie.testing.tree.getChildren(pausedBatch);
    const taken = children.findLast(
      child => child.kind === 'task' && child.task.state === 'preparing' && !waiting.includes(child)
    );
    await vscode.commands.executeCommand('kie.task.stop', taken ?? children[0]);
    await vscode.commands.executeCommand('kie.batch.resume', pausedBatch);
    const resumed = await waitForBatch(kie, /^0 of 34 done, 1 stopped$/, 'batch running stoppable');
    const left = (await waitingTasks(kie, resumed)).flatMap(child => (child.kind === 'task' ? child.task.localId : []));
    assert.equal(left.length, 3);
    assert.ok(!left.includes(last.task.localId) && left.includes(next.task.localId));
    const canceled = await answerConfirmations(false, async () =>
      vscode.commands.executeCommand('kie.batch.stop', resumed)
    );
    assert.equal(canceled[0]?.question, "Stop Upscale images? 3 waiting tasks won't run.");
    await answerConfirmations(true, async () => vscode.commands.executeCommand('kie.batch.stop', resumed));
    // Tasks submitted to KIE continue; in this test they would never end.
    for (const child of await kie.testing.tree.getChildren(await newestBatch(kie))) {
      const active = (kie.testing.tree.getTreeItem(child).contextValue ?? '').includes('active');
      if (active) await vscode.commands.executeCommand('kie.task.stop', child);
    }
    await waitForBatch(kie, /^0 of 34 done, 34 stopped · just now/, 'batch ended');
    await over;
    await emulator('clear-faults', {});
  });
});
