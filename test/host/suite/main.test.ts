import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { KieStudioApi } from '../../../src/vscode/kieStudioApi.ts';

interface TestApi extends KieStudioApi {
  readonly testing: {
    readonly ask: { confirm: (question: string, detail: string, action: string) => Promise<boolean> };
  };
}

const ID = 'kie-studio.kie-studio';

async function api(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>(ID);
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

async function image(): Promise<vscode.Uri> {
  const [found] = await vscode.workspace.findFiles('**/*.png', '**/kie/**', 1);
  assert.ok(found, 'the sample workspace has a picture');
  return found;
}

async function size(uri: vscode.Uri): Promise<number> {
  return (await vscode.workspace.fs.stat(uri)).size;
}

describe('the manifest', () => {
  it('has every command registered', async () => {
    await api();
    const manifest = vscode.extensions.getExtension(ID)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(registered.has(command), command);
  });

  it('keeps the hosts out of the reach of a workspace', async () => {
    const settings = vscode.workspace.getConfiguration('kie');
    for (const name of ['apiBaseUrl', 'uploadBaseUrl', 'callBackUrl']) {
      await assert.rejects(
        async () => settings.update(name, 'http://127.0.0.1:1', vscode.ConfigurationTarget.Workspace),
        name
      );
    }
  });
});

describe('the API', () => {
  it('gives the catalog', async () => {
    const kie = await api();
    assert.equal(kie.apiVersion, 1);
    const ids = (await kie.models()).map(model => model.id);
    for (const id of ['recraft/crisp-upscale', 'nano-banana-2', 'kling-3.0/video']) assert.ok(ids.includes(id), id);
  });

  it('validates with paths, the request and the price', async () => {
    const kie = await api();
    const bad = await kie.validate('recraft/crisp-upscale', {});
    assert.deepEqual(
      bad.issues.map(issue => issue.path),
      ['image']
    );
    assert.equal(bad.request, undefined);
    const good = await kie.validate('recraft/crisp-upscale', { image: await image() });
    assert.deepEqual(good.issues, []);
    assert.equal(good.request?.model, 'recraft/crisp-upscale');
    assert.equal(good.credits, 0.5);
  });

  it('runs a request, tells its progress and saves where it is told', async () => {
    const kie = await api();
    const source = await image();
    const saveTo = vscode.Uri.joinPath(source, '..', 'api-results');
    const states: string[] = [];
    const result = await kie.run(
      'recraft/crisp-upscale',
      { image: source.toString() },
      { saveTo, onProgress: task => states.push(task.state) }
    );
    assert.ok(result.taskId !== '' && result.localId !== '');
    assert.equal(result.files.length, 1);
    const [file] = result.files;
    assert.ok(file);
    assert.equal(path.dirname(file.fsPath), saveTo.fsPath);
    assert.ok((await size(file)) > 0);
    assert.ok(states.includes('done') || states.length > 0);
    const task = (await kie.tasks()).find(({ localId }) => localId === result.localId);
    assert.equal(task?.state, 'done');
    assert.deepEqual(task.files.map(String), result.files.map(String));
  });

  it('rejects an input that is not right, with words', async () => {
    const kie = await api();
    await assert.rejects(kie.run('recraft/crisp-upscale', {}), Error);
    await assert.rejects(kie.run('no/such-model', {}), Error);
  });
});

describe('commands on files', () => {
  it('save results beside the source and never over a file', async () => {
    await api();
    const source = await image();
    const stem = path.basename(source.fsPath, '.png');
    const first = await vscode.commands.executeCommand<vscode.Uri[]>('kie.upscaleImage', source, [source]);
    const second = await vscode.commands.executeCommand<vscode.Uri[]>('kie.upscaleImage', source, [source]);
    const names = [...first, ...second].map(uri => path.parse(uri.fsPath));
    assert.deepEqual(
      names.map(({ name }) => name),
      [`${stem}.upscaled`, `${stem}.upscaled-2`]
    );
    assert.ok(names.every(({ dir }) => dir === path.dirname(source.fsPath)));
    const [cut] = await vscode.commands.executeCommand<vscode.Uri[]>('kie.removeBackground', source);
    assert.equal(path.basename(cut?.fsPath ?? ''), `${stem}.no-bg.png`);
  });

  it('ask one question with the total price before a batch, and take no for an answer', async () => {
    const kie = await api();
    const { testing } = kie;
    const source = await image();
    const copy = vscode.Uri.joinPath(source, '..', 'batch-copy.png');
    await vscode.workspace.fs.copy(source, copy, { overwrite: true });
    const questions: string[] = [];
    const before = (await kie.tasks()).length;
    testing.ask.confirm = question => {
      questions.push(question);
      return Promise.resolve(false);
    };
    assert.deepEqual(await vscode.commands.executeCommand('kie.upscaleImage', source, [source, copy]), []);
    assert.equal((await kie.tasks()).length, before);
    testing.ask.confirm = () => Promise.resolve(true);
    const saved = await vscode.commands.executeCommand<vscode.Uri[]>('kie.upscaleImage', source, [source, copy]);
    assert.equal(saved.length, 2);
    assert.equal(questions.length, 1);
    assert.match(questions[0] ?? '', /^Upscale 2 images with Recraft Crisp Upscale for 1 credit\?$/);
  });

  it('run a request by kie.run', async () => {
    await api();
    const source = await image();
    const saveTo = vscode.Uri.joinPath(source, '..', 'by-command.png');
    const input = { image: source };
    const result = await vscode.commands.executeCommand<{ files: vscode.Uri[] }>('kie.run', {
      model: 'recraft/remove-background',
      input,
      saveTo
    });
    assert.equal(path.basename(result.files[0]?.fsPath ?? ''), 'by-command.png');
    await assert.rejects(async () => vscode.commands.executeCommand('kie.run', { input }));
  });
});
