import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, madeElsewhere, submissions } from '../emulatorCalls.ts';
import { answering, choosing, notificationsOf } from '../userActions.ts';
import { activate, ended, folderWith, nodeOf, resultNodes, withSetting } from '../support.ts';
import type { TestApi } from '../support.ts';

const MORE = 'kie.moreFromResult';
const CLIP = 'grok-imagine/text-to-video';

describe('More from This Result', () => {
  let kie: TestApi;
  let localId: string;
  let taskId: string;

  before(async () => {
    kie = await activate();
    await emulator('credits', { credits: 100_000 });
    const input = { prompt: 'A paper boat', duration: 6 };
    ({ localId, taskId } = await kie.run(CLIP, input, { saveTo: await folderWith() }));
  });

  it('offers the documented follow-ups with prices, and marks the tree item', async () => {
    const node = await nodeOf(kie, localId);
    assert.match(kie.testing.tree.getTreeItem(node).contextValue ?? '', /\bmore\b/);
    const [list] = await choosing([undefined], () => vscode.commands.executeCommand(MORE, node));
    assert.equal(list?.title, 'More from Grok Imagine Text to Video');
    const lines = list.items.map(({ label, description }) => `${label}: ${description}`);
    assert.match(lines.join('\n'), /^Grok Imagine Extend: .*opens the form$/m);
    assert.match(lines.join('\n'), /^Grok Imagine Upscale: [^·]*credits$/m);
    assert.ok(list.items.every(({ detail }) => detail !== undefined && detail !== ''));
  });

  it('runs at once when nothing is missing, after confirming the price', async () => {
    const node = await nodeOf(kie, localId);
    let id: string | undefined;
    const run = async (): Promise<void> => {
      id = await vscode.commands.executeCommand<string | undefined>(MORE, node);
    };
    const before = (await submissions()).length;
    await withSetting('confirmAboveCredits', 0, async () => {
      const refused = await answering(false, () => choosing(['Grok Imagine Upscale'], run));
      assert.equal(refused.length, 1);
      assert.match(refused[0]?.question ?? '', /Grok Imagine Upscale/);
      assert.deepEqual([id, (await submissions()).length], [undefined, before]);
      await answering(true, () => choosing(['Grok Imagine Upscale'], run));
    });
    assert.ok(id);
    assert.equal((await ended(kie, id)).state, 'done');
    const sent = (await submissions()).at(-1);
    assert.deepEqual([sent?.model, sent?.input['task_id']], ['grok-imagine/upscale', taskId]);
  });

  it('opens the prefilled form when a value is missing or by its button', async () => {
    const before = (await submissions()).length;
    for (const [answer, model] of [
      ['Grok Imagine Extend', 'grok-imagine/extend'],
      ['button:Grok Imagine Upscale', 'grok-imagine/upscale']
    ] as const) {
      await choosing([answer], () => vscode.commands.executeCommand(MORE, localId));
      const { model: shown, draft } = await kie.testing.form.current();
      assert.deepEqual([shown, draft['task_id']], [model, taskId]);
    }
    assert.equal((await submissions()).length, before);
  });

  it('is in the notification of a finished task that has follow-ups', async () => {
    const said = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        for (const action of [
          async () => vscode.commands.executeCommand<string>('kie.followTask', await clipOfElsewhere()),
          () => started(() => vscode.commands.executeCommand<string>(MORE, localId))
        ]) {
          let id = '';
          await answering(true, async () => (id = await action()));
          assert.equal((await ended(kie, id)).state, 'done');
        }
      })
    );
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /^KIE saved .*mp4\. \[Open\] \[More from This…\]$/);
    assert.match(said[1] ?? '', /^KIE saved .*mp4\. \[Open\]/);
  });

  it('asks for the task when run from the palette', async () => {
    const lists = await choosing(['Grok Imagine Text to Video', undefined], () => vscode.commands.executeCommand(MORE));
    assert.equal(lists.length, 2);
    assert.ok(lists[0]?.items.some(({ detail }) => detail === 'A paper boat'));
  });

  it('applies to one file on the tree item of a file', async () => {
    const input = { taskType: 'mj_txt2img', prompt: 'A fox', speed: 'fast' };
    const { localId: pictures } = await kie.run('/mj/generate', input, { saveTo: await folderWith() });
    const whole = await choosing([undefined], () => vscode.commands.executeCommand(MORE, pictures));
    const separators = whole[0]?.items.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator) ?? [];
    assert.equal(separators.length, 4);
    const third = (await resultNodes(kie, pictures))[2];
    assert.ok(third);
    const [list] = await choosing([undefined], () => vscode.commands.executeCommand(MORE, third));
    assert.equal(list?.items.length, 2);
    await choosing([`button:${list.items[0]?.label}`], () => vscode.commands.executeCommand(MORE, third));
    assert.equal((await kie.testing.form.current()).draft['imageIndex'], 2);
  });
});

const clipOfElsewhere = (): Promise<string> =>
  madeElsewhere('/jobs/createTask', { model: CLIP, input: { prompt: 'A kite', duration: 6 } });

/** Returns the ID of the task that starts when the video is upscaled. */
async function started(run: () => PromiseLike<string>): Promise<string> {
  let id = '';
  await choosing(['Grok Imagine Upscale'], async () => (id = await run()));
  return id;
}
