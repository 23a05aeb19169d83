import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newest, pictures, runOn, shows, waitingIn } from './batchItems.ts';
import { emulator, submissions } from '../emulatorCalls.ts';
import { answering, notificationsOf } from '../userActions.ts';
import { activate, nameOf, nodeOf, withSetting } from '../support.ts';
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
    const uris = await pictures(4);
    const said = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answering(true, async () => {
          const saved = await runOn(UPSCALE, uris);
          assert.deepEqual(
            saved.map(nameOf),
            uris.map(uri => nameOf(uri).replace('.png', '.upscaled.png'))
          );
        });
        await shows(kie, /^4 of 4 done$/, 'batch');
      }, 1)
    );
    assert.deepEqual(said, ['Upscale images: 4 of 4 done. [Show Tasks]']);
    const node = await newest(kie);
    const lines = (await kie.testing.tree.getChildren(node)).map(line => kie.testing.tree.getTreeItem(line));
    assert.deepEqual(lines.map(({ label }) => label).toSorted(), uris.map(nameOf), 'each is called after its file');
    assert.match(String(lines[0]?.description), /^Done · \d+ s · /);
    const groups = await kie.testing.tree.getChildren();
    assert.ok(
      groups.every(each => each.kind === 'group' && each.lines.every(line => line.kind !== 'task' || !line.task.batch)),
      'its tasks are in its line only'
    );
  });

  it('reports what failed at its end, and retries only that after confirmation', async () => {
    const uris = await pictures(3);
    await emulator('faults', FAIL);
    const first = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answering(true, async () => assert.equal((await runOn('kie.menu.upscaleImage', uris)).length, 2));
        await shows(kie, /^2 of 3 done, 1 failed$/, 'batch retriable');
      }, 1)
    );
    assert.equal(first.length, 1, first.join('\n'));
    assert.match(
      first[0] ?? '',
      /^Upscale images: 2 of 3 done, 1 failed\. .*Nothing to see.* \[Retry Failed…\] \[Show Tasks\]$/
    );
    const node = await newest(kie);
    const before = (await submissions()).length;
    const retry = async (): Promise<unknown> => vscode.commands.executeCommand('kie.batch.retryFailed', node);
    const [asked] = await answering(false, retry);
    assert.equal(asked?.question, 'Run 1 failed task of Upscale images again for 0.5 credits?');
    assert.equal((await submissions()).length, before, 'a no buys nothing');
    const second = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        await answering(true, async () => assert.equal(await retry(), 1));
        const after = await shows(kie, /^3 of 3 done$/, 'batch');
        assert.equal((await kie.testing.tree.getChildren(after)).length, 3, 'the last try stands for the first');
      }, 1)
    );
    assert.equal((await submissions()).length, before + 1);
    assert.deepEqual(second, ['Upscale images: 3 of 3 done. [Show Tasks]']);
  });

  it('lists which failed files are left out and why, before and after buying', async () => {
    const uris = await pictures(3);
    const [one, two] = uris;
    assert.ok(one && two);
    await emulator('faults', { ...FAIL, times: 3 });
    await answering(true, async () => runOn('kie.menu.upscaleImage', uris));
    const node = await shows(kie, /^0 of 3 done, 3 failed$/, 'batch retriable');
    const before = (await submissions()).length;
    const retry = async (): Promise<unknown> => vscode.commands.executeCommand('kie.batch.retryFailed', node);
    await vscode.workspace.fs.delete(one);
    const asked: Awaited<ReturnType<typeof answering>>[number][] = [];
    const said = await notificationsOf(async () => {
      // The second file is deleted while the dialog is open.
      const remove = () => vscode.workspace.fs.delete(two);
      asked.push(...(await answering(true, async () => assert.equal(await retry(), 1), remove)));
    });
    assert.equal(asked[0]?.question, 'Run 2 failed tasks of Upscale images again for 1 credit?');
    assert.match(asked[0].detail, /^Left out: 1 of 3 failed tasks\. .*does not exist/m);
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0] ?? '', /^Upscale images: running 1 again\. Left out: 2 of 3 failed tasks\. .*does not exist/);
    await shows(kie, /^1 of 3 done, 2 failed$/, 'batch retriable');
    assert.equal((await submissions()).length, before + 1);
    await assert.rejects(retry, /Left out: 2 of 2 failed tasks\. /);
  });

  it('never runs a task again that KIE may have accepted', async () => {
    const uris = await pictures(2);
    await emulator('faults', { call: 'createTask', effect: { kind: 'resetAfter' } });
    await answering(true, async () => runOn('kie.menu.upscaleImage', uris));
    const node = await shows(kie, /^1 of 2 done, 1 unknown$/, 'batch');
    const before = (await submissions()).length;
    const asked = await answering(true, async () => {
      assert.equal(await vscode.commands.executeCommand('kie.batch.retryFailed', node), 0);
    });
    assert.deepEqual(asked, []);
    assert.equal((await submissions()).length, before);
    const lines = await kie.testing.tree.getChildren(node);
    const unknown = lines.find(line => line.kind === 'task' && line.task.state === 'unknown');
    assert.ok(unknown?.kind === 'task');
    const twice = await answering(true, async () => {
      const again = await vscode.commands.executeCommand<string>('kie.task.runAgain', unknown);
      assert.equal((await nodeOf(kie, again)).task.retryOf, unknown.task.localId);
      await vscode.commands.executeCommand('kie.task.stop', again);
    });
    assert.match(twice[0]?.question ?? '', /again, although KIE may have accepted it already\?$/);
  });

  it('pauses when credits are missing, says so once, and resumes', async () => {
    const uris = await pictures(3);
    await emulator('faults', { call: 'createTask', effect: { kind: 'code', code: 402 }, times: 0 });
    const said = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        const over = answering(true, async () => assert.equal((await runOn('kie.menu.upscaleImage', uris)).length, 3));
        const node = await shows(kie, /credits/i, 'batch held stoppable');
        await emulator('clear-faults', {});
        await vscode.commands.executeCommand('kie.batch.resume', node);
        await over;
        await shows(kie, /^3 of 3 done$/, 'batch');
      }, 2)
    );
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /^Upscale images is paused: .*credits.* \[Top Up\] \[Resume\]$/i);
    assert.match(said[1] ?? '', /^Upscale images: 3 of 3 done\./);
  });

  it('is paused, ordered, resumed and stopped from its tree items', async () => {
    const uris = await pictures(34);
    // No task ends by itself, so that some of them wait in the queue.
    await emulator('faults', { call: 'task', effect: { kind: 'stuck' }, times: 0 });
    const over = answering(true, async () => runOn('kie.menu.upscaleImage', uris));
    const going = await shows(kie, /^0 of 34 done$/, 'batch going stoppable');
    await vscode.commands.executeCommand('kie.batch.pause', going);
    const held = await shows(kie, /^0 of 34 done · paused$/, 'batch held stoppable');
    const waiting = await waitingIn(kie, held);
    assert.equal(waiting.length, 4);
    const [next] = waiting;
    const last = waiting.at(-1);
    assert.ok(next?.kind === 'task' && last?.kind === 'task');
    const item = kie.testing.tree.getTreeItem(last);
    assert.match(String(item.description), /^Waiting/);
    assert.match(item.contextValue ?? '', /\bwaiting\b/);
    await vscode.commands.executeCommand('kie.task.toFront', last);
    // Stopping a started task frees its slot.
    const lines = await kie.testing.tree.getChildren(held);
    const taken = lines.findLast(
      line => line.kind === 'task' && line.task.state === 'preparing' && !waiting.includes(line)
    );
    await vscode.commands.executeCommand('kie.task.stop', taken ?? lines[0]);
    await vscode.commands.executeCommand('kie.batch.resume', held);
    const resumed = await shows(kie, /^0 of 34 done, 1 stopped$/, 'batch going stoppable');
    const left = (await waitingIn(kie, resumed)).flatMap(line => (line.kind === 'task' ? line.task.localId : []));
    assert.equal(left.length, 3);
    assert.ok(!left.includes(last.task.localId) && left.includes(next.task.localId));
    const no = await answering(false, async () => vscode.commands.executeCommand('kie.batch.stop', resumed));
    assert.equal(no[0]?.question, 'Stop Upscale images? 3 tasks that wait will not run.');
    await answering(true, async () => vscode.commands.executeCommand('kie.batch.stop', resumed));
    // Tasks submitted to KIE continue; in this test they would never end.
    for (const line of await kie.testing.tree.getChildren(await newest(kie))) {
      const active = (kie.testing.tree.getTreeItem(line).contextValue ?? '').includes('active');
      if (active) await vscode.commands.executeCommand('kie.task.stop', line);
    }
    await shows(kie, /^0 of 34 done, 34 stopped$/, 'batch');
    await over;
    await emulator('clear-faults', {});
  });
});
