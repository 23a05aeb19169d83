import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator } from '../emulatorCalls.ts';
import { activate, folderWith, nameOf, taskItem, resultItems } from '../support.ts';
import type { TestApi } from '../support.ts';

const SONG = { customMode: false, instrumental: false, model: 'V5', prompt: 'A quiet song' };

describe('several results of a task', () => {
  let kie: TestApi;
  let localId: string;
  let files: readonly vscode.Uri[];

  before(async () => {
    kie = await activate();
    await emulator('credits', { credits: 100_000 });
    ({ localId, files } = await kie.run('/generate', SONG, { saveTo: await folderWith() }));
  });

  it('are child items with icon, description and actions', async () => {
    const nodes = await resultItems(kie, localId);
    const items = nodes.map(node => kie.testing.tree.getTreeItem(node));
    const icons = items.map(({ iconPath }) => (iconPath instanceof vscode.ThemeIcon ? iconPath.id : ''));
    assert.deepEqual(icons.toSorted(), ['file-media', 'file-media', 'music', 'music']);
    const labels = items.map(({ label = '' }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('Cover 1') && labels.includes('Cover 2'), labels.join());
    assert.equal(new Set(labels).size, 4, 'distinct in a narrow view');
    for (const [index, item] of items.entries()) {
      const isCover = labels[index]?.startsWith('Cover') ?? false;
      assert.match(
        item.contextValue ?? '',
        isCover ? /^result saved downloadable media$/ : /^result saved downloadable more media$/
      );
      assert.match(
        item.accessibilityInformation?.label ?? '',
        isCover ? /^Cover \d, Image, .*-cover/ : /, Audio, .*mp3$/
      );
    }
  });

  it('show their image, if they are images', async () => {
    for (const node of await resultItems(kie, localId)) {
      assert.ok(node.kind === 'result');
      const { tooltip } = await kie.testing.tree.resolveTreeItem(kie.testing.tree.getTreeItem(node), node);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.equal(tooltip.value.includes('![](file:'), node.result.kind === 'image', node.result.kind);
    }
  });

  it('are opened and copied by their tree item', async () => {
    const second = (await resultItems(kie, localId))[1];
    assert.ok(second?.kind === 'result');
    await vscode.commands.executeCommand('kie.task.copyPath', second);
    assert.equal(await vscode.env.clipboard.readText(), second.result.path);
    await vscode.commands.executeCommand('kie.task.open', second);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText);
    assert.equal(input.uri.fsPath, second.result.path);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are added to the model of the form, keeping its values', async () => {
    const pictures = (await resultItems(kie, localId)).filter(
      node => node.kind === 'result' && node.result.kind === 'image'
    );
    await kie.testing.form.open('nano-banana-2', { prompt: 'A fox' });
    for (const node of pictures) await vscode.commands.executeCommand('kie.task.useAsInput', node);
    const { model, draft } = await kie.testing.form.current();
    const given = draft['image_input'];
    assert.deepEqual([model, draft['prompt']], ['nano-banana-2', 'A fox']);
    assert.ok(Array.isArray(given));
    assert.deepEqual(
      given.map(value => nameOf(vscode.Uri.parse(String(value)))),
      pictures.map(node => (node.kind === 'result' ? nameOf(vscode.Uri.file(node.result.path ?? '')) : ''))
    );
  });

  it('open in an editor when they are text', async () => {
    const lyrics = await kie.run('/lyrics', { prompt: 'A quiet song' }, { saveTo: await folderWith() });
    const node = (await resultItems(kie, lyrics.localId))[0];
    assert.ok(node?.kind === 'result');
    assert.equal(kie.testing.tree.getTreeItem(node).contextValue, 'result saved downloadable');
    await vscode.commands.executeCommand('kie.task.open', node);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /\w+/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('stay with their task when Delete is pressed on one', async () => {
    const [first] = await resultItems(kie, localId);
    await vscode.commands.executeCommand('kie.task.remove', first);
    assert.equal((await taskItem(kie, localId)).task.results.length, files.length);
  });
});

describe('task with partial results', () => {
  it('shows finished results and saves them on request while it continues', async () => {
    const kie = await activate();
    await emulator('faults', { call: 'task', model: '/generate', effect: { kind: 'steps', polls: 7 } });
    const folder = await folderWith();
    const early = Promise.withResolvers<string>();
    let asked = false;
    const run = kie.run('/generate', SONG, {
      saveTo: folder,
      onProgress: task => {
        if (task.state === 'running' && task.files.length > 0) early.resolve(task.localId);
        if (asked || task.state !== 'running') return;
        void taskItem(kie, task.localId).then(async node => {
          const item = kie.testing.tree.getTreeItem(node);
          if (asked || !String(item.description).includes('The first song is ready.')) return;
          asked = true;
          assert.match(item.contextValue ?? '', /\bpartial\b/);
          await vscode.commands.executeCommand('kie.task.collectEarly', node);
        });
      }
    });
    const localId = await early.promise;
    const item = kie.testing.tree.getTreeItem(await taskItem(kie, localId));
    assert.match(item.contextValue ?? '', /^task active tracked saved partial/);
    const { files } = await run;
    assert.equal(files.filter(({ path }) => path.endsWith('.mp3')).length, 2);
  }).timeout(90_000);
});
