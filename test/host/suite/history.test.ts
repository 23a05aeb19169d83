import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { KieTaskInfo } from '../../../src/vscode/api/kieStudioApi.ts';
import { holdNextTask } from './emulatorCalls.ts';
import { answerConfirmations } from './userActions.ts';
import { activate, bytesOf, folderWith } from './support.ts';
import type { TestApi } from './support.ts';

const MODEL = 'nano-banana-2';

/** A task that KIE has accepted and that is no longer tracked. */
async function stoppedTask(kie: TestApi): Promise<string> {
  await holdNextTask();
  const stopped = Promise.withResolvers<string>();
  const onProgress = ({ localId, state }: KieTaskInfo): void => {
    if (state === 'running') void vscode.commands.executeCommand('kie.task.stop', localId);
    if (state === 'stopped') stopped.resolve(localId);
  };
  kie.run(MODEL, { prompt: 'Left alone' }, { onProgress }).catch(() => undefined);
  return stopped.promise;
}

describe('history', () => {
  it('is exported as JSON lines, without the key', async () => {
    const kie = await activate();
    const { localId } = await kie.run(MODEL, { prompt: 'A kite' });
    const file = vscode.Uri.joinPath(await folderWith(), 'history.jsonl');
    assert.equal(String(await vscode.commands.executeCommand('kie.exportHistory', file)), file.toString());
    const text = (await bytesOf(file)).toString();
    const lines = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { localId: string; state: string; createdAt: number });
    assert.equal(lines.length, (await kie.tasks()).length);
    assert.equal(lines.find(line => line.localId === localId)?.state, 'done');
    assert.deepEqual(
      lines,
      lines.toSorted((a, b) => a.createdAt - b.createdAt)
    );
    assert.ok(!text.includes(process.env['KIE_TEST_KEY'] ?? '?'));
  });

  it('is exported where the user agreed, or not at all', async () => {
    const folder = (await folderWith()).fsPath;
    const [link, target, moved] = ['link.jsonl', 'target.jsonl', 'moved'].map(name => path.join(folder, name)) as [
      string,
      string,
      string
    ];
    const exportTo = (file: string): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('kie.exportHistory', vscode.Uri.file(file)));
    // A link that leads nowhere is no free name.
    await fs.symlink(target, link);
    assert.equal((await answerConfirmations(false, () => exportTo(link))).length, 1);
    await answerConfirmations(true, () => exportTo(link));
    assert.ok((await fs.lstat(link)).isFile());
    await assert.rejects(fs.lstat(target), { code: 'ENOENT' });
    // While the question is open, the folder becomes a link to another one.
    const inside = path.join(folder, 'inside');
    await fs.mkdir(inside);
    await fs.writeFile(path.join(inside, 'a.jsonl'), 'mine');
    const replaceFolder = async (): Promise<void> => {
      await fs.rename(inside, moved);
      await fs.symlink(moved, inside);
    };
    const replaced = /replaced in the meantime\. Nothing was saved\./;
    const write = (): Promise<unknown> => assert.rejects(exportTo(path.join(inside, 'a.jsonl')), replaced);
    assert.equal((await answerConfirmations(true, write, replaceFolder)).length, 1);
    assert.equal(await fs.readFile(path.join(moved, 'a.jsonl'), 'utf8'), 'mine');
  });

  it('has diagnostics with versions, settings and task trace, without the key', async () => {
    const kie = await activate();
    const { localId, taskId } = await kie.run(MODEL, { prompt: 'A kite in the wind' });
    await vscode.commands.executeCommand('kie.copyDiagnostics', localId);
    const text = await vscode.env.clipboard.readText();
    for (const part of [/KIE Studio \d+\.\d+\.\d+/, /Node v\d+/, /kie\.confirmAboveCredits: 100/, /API key: /]) {
      assert.match(text, part);
    }
    assert.ok(text.includes(taskId) && text.includes('A kite in the wind'));
    for (const state of ['queued', 'done']) assert.ok(text.includes(`Task ${localId} (${taskId}): ${state}`), state);
    assert.match(text, /debug POST .*\/createTask: 200/);
    for (const item of [/"call":"create".*"status":200/, /"call":"state","state":"done"/]) assert.match(text, item);
    assert.ok(!text.includes(process.env['KIE_TEST_KEY'] ?? '?'));
  });

  it('is cleared after confirmation, except for running tasks', async () => {
    const kie = await activate();
    await kie.run(MODEL, { prompt: 'Ended' });
    const stopped = await stoppedTask(kie);
    await holdNextTask();
    const started = Promise.withResolvers<string>();
    const ended = kie
      .run(
        MODEL,
        { prompt: 'Runs on' },
        { onProgress: task => task.state === 'running' && started.resolve(task.localId) }
      )
      .then(() => 'done', String);
    const running = await started.promise;
    const before = (await kie.tasks()).length;
    assert.equal(
      (await answerConfirmations(false, async () => vscode.commands.executeCommand('kie.clearHistory'))).length,
      1
    );
    assert.equal((await kie.tasks()).length, before);
    const [asked] = await answerConfirmations(true, async () => vscode.commands.executeCommand('kie.clearHistory'));
    assert.match(asked?.question ?? '', /^Clear \d+ finished tasks/);
    const left = await kie.tasks();
    assert.ok(left.some(task => task.localId === running));
    assert.ok(!left.some(task => ['done', 'failed'].includes(task.state)));
    // The stopped task is paid for, and KIE may have finished it since.
    assert.ok(left.some(task => task.localId === stopped));
    await vscode.commands.executeCommand('kie.task.stop', running);
    assert.match(await ended, /status "Not tracked"/);
  });
});
