import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator, createTaskElsewhere, requests, submissions } from '../emulatorCalls.ts';
import { answerConfirmations, answerQuickPicks } from '../userActions.ts';
import { activate, taskItem } from '../support.ts';

const FOLLOW = 'kie.followTask';
const UNKNOWN_TASK_ID = 'task_of_nobody_at_all';

describe('Track Task by ID', () => {
  before(() => emulator('credits', { credits: 100_000 }));

  const cases = [
    {
      what: 'a task of jobs/createTask',
      path: '/jobs/createTask',
      body: { model: 'nano-banana-2', input: { prompt: 'Made elsewhere' } },
      name: 'Made elsewhere'
    },
    {
      what: 'a task of a legacy service, without asking which',
      path: '/veo/generate',
      body: { prompt: 'A fox' },
      name: /Veo|A fox/
    }
  ];
  for (const { what, path, body, name } of cases) {
    it(`tracks ${what}, and saves its result`, async () => {
      const kie = await activate();
      const taskId = await createTaskElsewhere(path, body);
      const before = (await submissions()).length;
      let localId = '';
      const lists = await answerQuickPicks([], async () => {
        localId = await vscode.commands.executeCommand<string>(FOLLOW, ` ${taskId} `);
      });
      assert.deepEqual(lists, []);
      const { label } = kie.testing.tree.getTreeItem(await taskItem(kie, localId));
      assert.match(typeof label === 'string' ? label : '', typeof name === 'string' ? new RegExp(`^${name}$`) : name);
      const files = async (): Promise<readonly vscode.Uri[]> =>
        (await kie.tasks()).find(task => task.localId === localId && task.state === 'done')?.files ?? [];
      while ((await files()).length === 0) await new Promise(resolve => setTimeout(resolve, 100));
      assert.equal((await submissions()).length, before, 'nothing is bought');
      assert.equal(await vscode.commands.executeCommand(FOLLOW, taskId), localId, 'the task is not added twice');
    });
  }

  it('asks for the service only when it is ambiguous, and reports an unknown id', async () => {
    const leaving = await answerQuickPicks([undefined], () => vscode.commands.executeCommand(FOLLOW, UNKNOWN_TASK_ID));
    assert.match(leaving[0]?.title ?? '', new RegExp(UNKNOWN_TASK_ID));
    assert.ok((leaving[0]?.items.length ?? 0) > 5);
    await assert.rejects(
      answerQuickPicks(['Suno'], async () => vscode.commands.executeCommand(FOLLOW, UNKNOWN_TASK_ID)),
      /Suno has no task/
    );
  });

  it('rejects an invalid id before any request', async () => {
    const before = (await requests()).length;
    for (const [text, why] of [
      ['', /Enter a task ID/],
      ['two words', /without spaces/],
      ['https://kie.ai/logs', /URL/],
      ['a/b\\c?d', /letters/],
      ['abc', /6 to 128/]
    ] as const) {
      await assert.rejects(async () => vscode.commands.executeCommand(FOLLOW, text), why);
    }
    assert.equal((await requests()).length, before);
  });
});

describe('discontinued operation', () => {
  it('names its successor, which the form opens with the same input', async () => {
    const kie = await activate();
    const effect = { kind: 'gone', as: 'moved' };
    await emulator('faults', { call: 'createTask', model: '/veo/generate', effect, times: 1 });
    await assert.rejects(kie.run('/veo/generate', { prompt: 'A fox', aspect_ratio: '9:16' }), /veo-3-1/);
    const failed = (await kie.tasks()).find(({ model, state }) => model === '/veo/generate' && state === 'failed');
    const node = await taskItem(kie, failed?.localId ?? '');
    assert.match(kie.testing.tree.getTreeItem(node).contextValue ?? '', /\bsuccessor\b/);
    await vscode.commands.executeCommand('kie.task.openSuccessor', node);
    const { model, draft } = await kie.testing.form.current();
    assert.deepEqual([model, draft['prompt'], draft['aspect_ratio']], ['veo-3-1', 'A fox', '9:16']);
  });
});

describe('task that KIE may have accepted', () => {
  it('explains itself and offers to enter an id, run again or remove it', async () => {
    const kie = await activate();
    await emulator('faults', { call: 'createTask', effect: { kind: 'resetAfter' } });
    await assert.rejects(kie.run('nano-banana-2', { prompt: 'A torn letter' }));
    const unknown = (await kie.tasks()).find(({ state }) => state === 'unknown');
    const localId = unknown?.localId ?? '';
    const before = (await submissions()).length;
    const item = kie.testing.tree.getTreeItem(await taskItem(kie, localId));
    assert.equal(item.command?.command, 'kie.result.open', 'a click shows the whole reason and the remedy');
    const explain = () => vscode.commands.executeCommand('kie.task.explain', localId);
    const [list] = await answerQuickPicks([undefined], explain);
    assert.match(list?.title ?? '', /Nano Banana 2: Did KIE accept this task\?/);
    assert.equal(list?.items.length, 4);
    const again = await answerConfirmations(false, () => answerQuickPicks(['Run Again'], explain));
    assert.match(again[0]?.detail ?? '', /charged twice/);
    const forget = await answerConfirmations(false, () => answerQuickPicks(['Remove'], explain));
    assert.match(forget[0]?.question ?? '', /may have been charged/);
    assert.equal((await submissions()).length, before);
    assert.equal((await taskItem(kie, localId)).task.state, 'unknown');
    assert.ok(list.items.some(({ label }) => label.endsWith('Enter Task ID…')));
    assert.match(item.contextValue ?? '', /\bunknown assignable\b/);
  });

  it('cannot assign an id when the operation keeps no record', async () => {
    const kie = await activate();
    await emulator('faults', { call: 'direct', model: '/style/generate', effect: { kind: 'resetAfter' } });
    await assert.rejects(kie.run('/style/generate', { content: 'A torn waltz' }));
    const unknown = (await kie.tasks()).find(({ state, model }) => state === 'unknown' && model === '/style/generate');
    const localId = unknown?.localId ?? '';
    const node = await taskItem(kie, localId);
    assert.doesNotMatch(kie.testing.tree.getTreeItem(node).contextValue ?? '', /\bassignable\b/);
    const [list] = await answerQuickPicks([undefined], () =>
      vscode.commands.executeCommand('kie.task.explain', localId)
    );
    const labels = list?.items.map(({ label }) => label.replace(/^\$\([^)]*\) /, ''));
    assert.deepEqual(labels, ['Open KIE Logs', 'Run Again…', 'Remove from List']);
    assert.doesNotMatch(JSON.stringify(list?.items), /\bID\b/);
    const asked = await answerConfirmations(true, async () =>
      vscode.commands.executeCommand('kie.task.remove', localId)
    );
    assert.doesNotMatch(asked[0]?.detail ?? '', /\bID\b/);
  });
});
