import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, createTaskElsewhere, submissions } from '../emulatorCalls.ts';
import { answerConfirmations, answerQuickPicks, notificationsOf } from '../userActions.ts';
import { activate, waitForEnd, folderWith, taskItem, resultItems, withSetting } from '../support.ts';
import type { TestApi } from '../support.ts';

const MORE = 'kie.moreFromResult';
const VIDEO_MODEL = 'grok-imagine/text-to-video';

describe('Continue from Result', () => {
  let kie: TestApi;
  let localId: string;
  let taskId: string;

  before(async () => {
    kie = await activate();
    await emulator('credits', { credits: 100_000 });
    const input = { prompt: 'A paper boat', duration: 6 };
    ({ localId, taskId } = await kie.run(VIDEO_MODEL, input, { saveTo: await folderWith() }));
  });

  it('offers the documented follow-ups with prices, and marks the tree item', async () => {
    const node = await taskItem(kie, localId);
    assert.match(kie.testing.tree.getTreeItem(node).contextValue ?? '', /\bmore\b/);
    const [list] = await answerQuickPicks([undefined], () => vscode.commands.executeCommand(MORE, node));
    assert.equal(list?.title, 'Continue from Grok Imagine Text to Video');
    const lines = list.items.map(({ label, description }) => `${label}: ${description}`);
    assert.match(lines.join('\n'), /^Grok Imagine Extend: .*opens the form$/m);
    assert.match(lines.join('\n'), /^Grok Imagine Upscale: [^·]*credits$/m);
    assert.ok(list.items.every(({ detail }) => detail !== undefined && detail !== ''));
  });

  it('runs at once when nothing is missing, after confirming the price', async () => {
    const node = await taskItem(kie, localId);
    let id: string | undefined;
    const run = async (): Promise<void> => {
      id = await vscode.commands.executeCommand<string | undefined>(MORE, node);
    };
    const before = (await submissions()).length;
    await withSetting('confirmAboveCredits', 0, async () => {
      const refused = await answerConfirmations(false, () => answerQuickPicks(['Grok Imagine Upscale'], run));
      assert.equal(refused.length, 1);
      assert.match(refused[0]?.question ?? '', /Grok Imagine Upscale/);
      assert.deepEqual([id, (await submissions()).length], [undefined, before]);
      await answerConfirmations(true, () => answerQuickPicks(['Grok Imagine Upscale'], run));
    });
    assert.ok(id);
    assert.equal((await waitForEnd(kie, id)).state, 'done');
    const sent = (await submissions()).at(-1);
    assert.deepEqual([sent?.model, sent?.input['task_id']], ['grok-imagine/upscale', taskId]);
  });

  it('opens the prefilled form when a value is missing or by its button', async () => {
    const before = (await submissions()).length;
    for (const [answer, model] of [
      ['Grok Imagine Extend', 'grok-imagine/extend'],
      ['button:Grok Imagine Upscale', 'grok-imagine/upscale']
    ] as const) {
      await answerQuickPicks([answer], () => vscode.commands.executeCommand(MORE, localId));
      const { model: shown, draft } = await kie.testing.form.current();
      assert.deepEqual([shown, draft['task_id']], [model, taskId]);
    }
    assert.equal((await submissions()).length, before);
  });

  it('is in the notification of a finished task that has follow-ups', async () => {
    const messages = await withSetting('notifications', 'all', () =>
      notificationsOf(async () => {
        for (const action of [
          async () => vscode.commands.executeCommand<string>('kie.followTask', await createVideoElsewhere()),
          () => startUpscale(() => vscode.commands.executeCommand<string>(MORE, localId))
        ]) {
          let id = '';
          await answerConfirmations(true, async () => (id = await action()));
          assert.equal((await waitForEnd(kie, id)).state, 'done');
        }
      }, 2)
    );
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.match(messages[0] ?? '', /^KIE saved .*mp4\. \[Open\] \[Use In…\]$/);
    assert.match(messages[1] ?? '', /^KIE saved .*mp4\. \[Open\]/);
  });

  it('asks for the task when run from the palette', async () => {
    const lists = await answerQuickPicks(['Grok Imagine Text to Video', undefined], () =>
      vscode.commands.executeCommand(MORE)
    );
    assert.equal(lists.length, 2);
    assert.ok(lists[0]?.items.some(({ detail }) => detail === 'A paper boat'));
  });

  it('applies to one file on the tree item of a file', async () => {
    const input = { taskType: 'mj_txt2img', prompt: 'A fox', speed: 'fast' };
    const { localId: pictures } = await kie.run('/mj/generate', input, { saveTo: await folderWith() });
    const whole = await answerQuickPicks([undefined], () => vscode.commands.executeCommand(MORE, pictures));
    const separators = whole[0]?.items.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator) ?? [];
    assert.equal(separators.length, 4);
    const third = (await resultItems(kie, pictures))[2];
    assert.ok(third);
    const [list] = await answerQuickPicks([undefined], () => vscode.commands.executeCommand(MORE, third));
    assert.equal(list?.items.length, 2);
    await answerQuickPicks([`button:${list.items[0]?.label}`], () => vscode.commands.executeCommand(MORE, third));
    assert.equal((await kie.testing.form.current()).draft['imageIndex'], 2);
  });
});

const createVideoElsewhere = (): Promise<string> =>
  createTaskElsewhere('/jobs/createTask', { model: VIDEO_MODEL, input: { prompt: 'A kite', duration: 6 } });

/** Returns the ID of the task that starts when the video is upscaled. */
async function startUpscale(run: () => PromiseLike<string>): Promise<string> {
  let id = '';
  await answerQuickPicks(['Grok Imagine Upscale'], async () => (id = await run()));
  return id;
}
