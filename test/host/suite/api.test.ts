import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { holdNextTask, submissions } from './emulatorCalls.ts';
import { answerConfirmations } from './userActions.ts';
import { activate, bytesOf, folderWith, nameOf, sample } from './support.ts';

const UPSCALE = 'recraft/crisp-upscale';
const SPEECH = 'google/gemini-3-8-flash-tts';

describe('API: catalog and validation', () => {
  it('returns the catalog', async () => {
    const kie = await activate();
    assert.equal(kie.apiVersion, 1);
    const ids = (await kie.models()).map(model => model.id);
    for (const id of [UPSCALE, 'nano-banana-2', 'kling-3.0/video', SPEECH]) assert.ok(ids.includes(id), id);
  });

  it('finds models as the picker does, with the values that the query names', async () => {
    const kie = await activate();
    assert.deepEqual((await kie.searchModels('veo 3 fast'))[0], { id: 'veo-3-1', input: { model: 'veo3_fast' } });
    assert.equal((await kie.searchModels('убрать фон'))[0]?.id, 'recraft/remove-background');
    assert.deepEqual(await kie.searchModels('qqqqzzzz'), []);
  });

  it('accepts media as Uri objects and strings, and returns the request and price', async () => {
    const kie = await activate();
    const source = sample('portrait.png');
    for (const image of [source, source.toString(), source.toJSON() as unknown]) {
      const { issues, request, credits } = await kie.validate(UPSCALE, { image });
      assert.deepEqual(issues, []);
      assert.deepEqual(request, { model: UPSCALE, input: { image: source.toString() } });
      assert.equal(credits, 0.5);
    }
  });

  it('reports each problem by its path', async () => {
    const kie = await activate();
    const speakers = [{ speaker_id: 'Ann' }];
    const long = 'x'.repeat(10_001);
    const cases: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
      [UPSCALE, {}, ['image']],
      [UPSCALE, { image: sample('not-there.png') }, ['image']],
      [UPSCALE, { image: sample('melody.mp3') }, ['image']],
      [SPEECH, { speakers, dialogue_turns: [{ speaker_id: 'Ann' }] }, ['dialogue_turns[0].text']],
      [
        SPEECH,
        {
          speakers,
          dialogue_turns: [
            { speaker_id: 'Ann', text: 'Hi' },
            { speaker_id: 'Ann', text: long }
          ]
        },
        ['dialogue_turns[1].text']
      ],
      [
        SPEECH,
        {
          speakers: [{ speaker_id: 'Ann', voice_name: 'Nobody' }],
          dialogue_turns: [{ speaker_id: 'Ann', text: 'Hi' }]
        },
        ['speakers[0].voice_name']
      ]
    ];
    for (const [model, input, paths] of cases) {
      const { issues, request } = await kie.validate(model, input);
      assert.deepEqual(
        issues.map(issue => issue.path),
        paths
      );
      for (const { message } of issues) assert.match(message, /\w.*[.!]$/);
      assert.equal(request, undefined);
    }
  });

  it('sends nothing for a validation or an invalid input', async () => {
    const kie = await activate();
    const before = (await submissions()).length;
    const known = (await kie.tasks()).length;
    await kie.validate(UPSCALE, { image: sample('portrait.png') });
    await assert.rejects(kie.run(UPSCALE, {}), /image/i);
    await assert.rejects(kie.run('no/such-model', {}), /no\/such-model/);
    assert.equal((await submissions()).length, before);
    assert.equal((await kie.tasks()).length, known);
  });
});

describe('API: model aliases', () => {
  it('reports the model id of an alias without using it', async () => {
    const kie = await activate();
    const before = (await submissions()).length;
    const meant = (await kie.models()).filter(
      ({ aliases, status }) => status === 'current' && aliases?.includes('google/veo-3')
    );
    assert.deepEqual(
      meant.map(({ id }) => id),
      ['veo-3-1']
    );
    const { issues, request } = await kie.validate('google/veo-3', { prompt: 'a boat' });
    assert.deepEqual([issues.map(issue => issue.path), request], [['model'], undefined]);
    assert.match(issues[0]?.message ?? '', /Did you mean veo-3-1\b/);
    await assert.rejects(kie.run('google/veo-3', { prompt: 'a boat' }), /Did you mean veo-3-1\b/);
    assert.equal((await submissions()).length, before);
  });
});

describe('API: run', () => {
  it('uploads, reports progress and saves into the given folder', async () => {
    const kie = await activate();
    const saveTo = vscode.Uri.joinPath(await folderWith(), 'new', 'folder');
    const states: string[] = [];
    const result = await kie.run(
      UPSCALE,
      { image: sample('portrait.png').toString() },
      { saveTo, onProgress: task => states.push(task.state) }
    );
    assert.equal(result.files.length, 1);
    assert.equal(path.dirname(result.files[0]?.fsPath ?? ''), saveTo.fsPath);
    assert.ok((await bytesOf(result.files[0])).length > 0);
    assert.equal(states.at(-1), 'done');
    const sent = (await submissions()).find(({ taskId }) => taskId === result.taskId);
    assert.match(String(sent?.input['image']), /^http:/);
    const task = (await kie.tasks()).find(({ localId }) => localId === result.localId);
    assert.equal(task?.state, 'done');
    assert.equal(task.taskId, result.taskId);
    assert.deepEqual(task.files.map(String), result.files.map(String));
  });

  it('stops tracking when the signal is aborted, and submits once', async () => {
    const kie = await activate();
    const before = (await submissions()).length;
    await holdNextTask();
    const abort = new AbortController();
    let localId = '';
    const running = kie.run(
      UPSCALE,
      { image: sample('portrait.png') },
      {
        saveTo: await folderWith(),
        signal: abort.signal,
        onProgress: task => {
          localId = task.localId;
          if (task.taskId !== undefined) abort.abort();
        }
      }
    );
    await assert.rejects(running, { name: 'AbortError' });
    const task = (await kie.tasks()).find(other => other.localId === localId);
    assert.equal(task?.state, 'stopped');
    assert.deepEqual(task.files, []);
    assert.equal((await submissions()).length, before + 1);
  });

  it('starts nothing when the signal is already aborted', async () => {
    const kie = await activate();
    const known = (await kie.tasks()).length;
    const signal = AbortSignal.abort();
    await assert.rejects(kie.run(UPSCALE, { image: sample('portrait.png') }, { signal }), { name: 'AbortError' });
    assert.equal((await kie.tasks()).length, known);
  });

  it('runs a request by the command kie.run', async () => {
    await activate();
    const saveTo = vscode.Uri.joinPath(await folderWith(), 'by-command.png');
    const input = { image: sample('portrait.png') };
    const request = { model: 'recraft/remove-background', input, saveTo };
    await answerConfirmations(true, async () => {
      const result = await vscode.commands.executeCommand<{ files: vscode.Uri[] }>('kie.run', request);
      assert.equal(nameOf(result.files[0]), 'by-command.png');
    });
    await assert.rejects(async () => vscode.commands.executeCommand('kie.run', { input }), /"model"/);
  });
});
