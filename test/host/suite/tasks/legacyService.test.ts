import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Task, TaskResult } from '../../../../src/shared/task.ts';
import { formPage } from '../../formPage.ts';
import type { FormPage } from '../../formPage.ts';
import { emulator, createTaskElsewhere, submissions } from '../emulatorCalls.ts';
import { answerQuickPicks } from '../userActions.ts';
import { activate, bytesOf, waitForEnd, nameOf, taskItem, resultItems, withSetting } from '../support.ts';
import type { TestApi } from '../support.ts';

const MORE = 'kie.moreFromResult';
const SONG = { customMode: false, instrumental: false, model: 'V5', prompt: 'A boat on the sea' };
const NOWHERE = 'https://callback.invalid/kie-studio';

describe('legacy service', () => {
  let kie: TestApi;
  let page: FormPage;
  let songs: Task;

  before(async () => {
    kie = await activate();
    await emulator('credits', { credits: 100_000 });
    page = await formPage(kie.testing.form);
  });
  after(() => page.close());

  /** Returns the audio results of a task, with their KIE identifiers. */
  const audioResults = ({ results }: Task): readonly TaskResult[] =>
    results.filter(({ kind, role }) => kind === 'audio' && role === undefined);

  it('saves two songs under different names, and sends nothing elsewhere', async () => {
    const run = await page.ask('run', { model: '/generate', draft: SONG });
    songs = await waitForEnd(kie, run.localId ?? '');
    assert.equal(songs.state, 'done');
    const [one, two] = audioResults(songs);
    assert.ok(one?.ref !== undefined && two?.ref !== undefined && one.ref !== two.ref);
    const [first, second] = [vscode.Uri.file(one.path ?? ''), vscode.Uri.file(two.path ?? '')];
    assert.notEqual(nameOf(first), nameOf(second));
    assert.ok((await bytesOf(first)).length > 0 && (await bytesOf(second)).length > 0);
    const sent = (await submissions()).at(-1);
    assert.deepEqual([sent?.model, sent?.input], ['/generate', { ...SONG, callBackUrl: NOWHERE }]);
  });

  it('converts the second song to WAV by its ids', async () => {
    const { task, result } = await runFollowUp('Suno WAV Export', 1);
    assert.equal(task.state, 'done');
    assert.match(task.results[0]?.path ?? '', /\.wav$/);
    const sent = (await submissions()).at(-1)?.input;
    assert.deepEqual([sent?.['taskId'], sent?.['audioId']], [songs.taskId, result.ref]);
  });

  it('opens the timestamped lyrics of the first song as text', async () => {
    const { task } = await runFollowUp('Suno Timestamped Lyrics', 0);
    const [words, data] = task.results.map(({ path }) => path ?? '');
    assert.match(words ?? '', /\.lrc$/);
    assert.match(data ?? '', /\.json$/);
    const [line] = await resultItems(kie, task.localId);
    await vscode.commands.executeCommand('kie.task.open', line);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^\[00:00\.00\]A boat/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('tracks a task started on the website, with the same follow-ups', async () => {
    const taskId = await createTaskElsewhere('/generate', { ...SONG, callBackUrl: 'https://elsewhere.test/hook' });
    const before = (await submissions()).length;
    const localId = await vscode.commands.executeCommand<string>('kie.followTask', taskId);
    const task = await waitForEnd(kie, localId);
    assert.deepEqual([task.state, task.model, audioResults(task).length], ['done', '/generate', 2]);
    assert.equal((await submissions()).length, before, 'nothing is bought');
    assert.equal(task.input['callBackUrl'], undefined, 'the callback of the website is not copied');
    const [list] = await answerQuickPicks([undefined], () => vscode.commands.executeCommand(MORE, localId));
    assert.ok(list?.items.some(({ label }) => label === 'Suno WAV Export'));
  });

  it('opens its successor in the form with the input when it is discontinued', async () => {
    await emulator('faults', { call: 'createTask', model: '/generate', effect: { kind: 'gone', as: 'moved' } });
    const opened = Promise.withResolvers<undefined>();
    const { showErrorMessage } = vscode.window;
    const messages: string[] = [];
    const press = (message: string, ...buttons: readonly string[]): Promise<string | undefined> => {
      messages.push(message);
      setImmediate(() => opened.resolve(undefined));
      return Promise.resolve(buttons[0]);
    };
    await withSetting('notifications', 'all', async () => {
      Object.assign(vscode.window, { showErrorMessage: press });
      try {
        await page.ask('run', { model: '/generate', draft: { ...SONG, prompt: 'Gone with the wind' } });
        await opened.promise;
      } finally {
        Object.assign(vscode.window, { showErrorMessage });
      }
    });
    assert.match(messages.join('\n'), /ai-music-api\/generate/);
    for (;;) {
      const { model, draft } = await kie.testing.form.current();
      if (model !== 'ai-music-api/generate') {
        await new Promise(resolve => setTimeout(resolve, 50)); // the form opens after the button is pressed
        continue;
      }
      assert.deepEqual([draft['prompt'], draft['custom_mode']], ['Gone with the wind', false]);
      break;
    }
  });

  it('tracks a task again that was stopped before it was ready', async () => {
    const clip = await kie.run('/veo/generate', { prompt: 'A fox' });
    const effect = { kind: 'code', code: 400, msg: 'The video is still processing' };
    await emulator('faults', { call: 'direct', model: '/veo/get-1080p-video', effect, times: 0 });
    let localId = '';
    await answerQuickPicks(
      ['Veo 3.1 1080p Upgrade'],
      async () => (localId = await vscode.commands.executeCommand<string>(MORE, clip.localId))
    );
    const line = async (): Promise<string> =>
      kie.testing.tree.getTreeItem(await taskItem(kie, localId)).contextValue ?? '';
    assert.match(await line(), /\bactive\b/);
    // A task that is stopped before it is submitted could not be resumed.
    while ((await taskItem(kie, localId)).task.submittedAt === undefined) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await vscode.commands.executeCommand('kie.task.stop', localId);
    await emulator('clear-faults', {});
    assert.equal((await waitForEnd(kie, localId)).state, 'stopped');
    assert.match(await line(), /\bresumable\b/);
  });

  /** Runs an immediate follow-up of the song at this index. */
  async function runFollowUp(
    label: string,
    place: number
  ): Promise<{ readonly task: Task; readonly result: TaskResult }> {
    const result = audioResults(songs)[place];
    assert.ok(result);
    const nodes = await resultItems(kie, songs.localId);
    const node = nodes.find(each => each.kind === 'result' && each.result.index === result.index);
    let id = '';
    await answerQuickPicks([label], async () => (id = await vscode.commands.executeCommand<string>(MORE, node)));
    return { task: await waitForEnd(kie, id), result };
  }
});
