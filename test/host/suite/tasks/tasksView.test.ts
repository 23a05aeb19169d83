import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TaskNode } from '../../../../src/vscode/features/tasks/tree/grouping.ts';
import { emulator, holdNextTask } from '../emulatorCalls.ts';
import { activate, nameOf, sample } from '../support.ts';
import type { TestApi } from '../support.ts';

const MODEL = 'nano-banana-2';
const PROMPT = 'A lighthouse\nin fog, drawn with a soft pencil on grey paper';

type TaskItem = Extract<TaskNode, { readonly kind: 'task' }>;

async function nodes(kie: TestApi, group: TaskNode | undefined): Promise<readonly TaskItem[]> {
  const children = group === undefined ? [] : await kie.testing.tree.getChildren(group);
  return children.filter(node => node.kind === 'task');
}

/** The group and the node of a task in the tree. */
async function find(kie: TestApi, localId: string): Promise<{ group: string; first: boolean; node: TaskItem }> {
  const groups = await kie.testing.tree.getChildren();
  for (const [index, group] of groups.entries()) {
    const node = (await nodes(kie, group)).find(({ task }) => task.localId === localId);
    if (node !== undefined) return { group: labelOf(kie.testing.tree.getTreeItem(group)), first: index === 0, node };
  }
  throw new assert.AssertionError({ message: `no task ${localId} in the tree` });
}

const labelOf = ({ label = '' }: vscode.TreeItem): string => (typeof label === 'string' ? label : label.label);

const iconOf = (item: vscode.TreeItem): string =>
  item.iconPath instanceof vscode.ThemeIcon ? item.iconPath.id : 'no icon';

describe('Tasks view', () => {
  let kie: TestApi;
  let localId: string;
  let file: vscode.Uri | undefined;

  before(async () => {
    kie = await activate();
    const result = await kie.run(MODEL, { prompt: PROMPT });
    ({ localId } = result);
    file = result.files[0];
  });

  it('shows an ended task below its day with state, prompt, age, price and actions', async () => {
    const { group, node } = await find(kie, localId);
    assert.equal(group, 'Today');
    const item = kie.testing.tree.getTreeItem(node);
    assert.equal(item.label, 'A lighthouse in fog, drawn with a soft …');
    assert.match(String(item.description), /^Nano Banana 2 · just now · .*credits?$/);
    assert.match(item.accessibilityInformation?.label ?? '', /, Done, Nano Banana 2, just now, .*credits?$/);
    assert.equal(item.contextValue, 'task ended saved media downloadable again prompt');
    assert.deepEqual(item.command?.arguments, [localId]);
    const { tooltip } = await kie.testing.tree.resolveTreeItem(item, node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /lighthouse/);
    assert.match(tooltip.value, /!\[|<img/);
  });

  it('shows the image of a result as its icon, once it was found on the disk', async () => {
    const { node } = await find(kie, localId);
    let icon: vscode.TreeItem['iconPath'];
    while (!(icon instanceof vscode.Uri)) {
      icon = kie.testing.tree.getTreeItem(node).iconPath;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.equal(icon.toString(), file?.toString());
  });

  it('names the file of a task without a prompt', async () => {
    const { localId: id } = await kie.run('recraft/remove-background', { image: sample('portrait.png') });
    const { label, description } = kie.testing.tree.getTreeItem((await find(kie, id)).node);
    assert.equal(label, 'portrait.png');
    assert.match(String(description), /^Recraft Remove Background · just now · /);
  });

  it('shows a running task first, with a badge, until it is stopped', async () => {
    await holdNextTask();
    const started = Promise.withResolvers<string>();
    const ended = kie
      .run(
        MODEL,
        { prompt: 'Never ends' },
        {
          onProgress: task => {
            if (task.state === 'running') started.resolve(task.localId);
          }
        }
      )
      .then(() => 'done', String);
    const id = await started.promise;
    const { group, first, node } = await find(kie, id);
    assert.deepEqual([group, first], ['Running', true]);
    assert.match(kie.testing.tree.getTreeItem(node).contextValue ?? '', /\bactive\b/);
    assert.equal(iconOf(kie.testing.tree.getTreeItem(node)), 'loading~spin');
    assert.equal(kie.testing.view.badge?.value, 1);
    await vscode.commands.executeCommand('kie.task.stop', node);
    const after = await find(kie, id);
    assert.equal(after.group, 'Today');
    assert.equal(iconOf(kie.testing.tree.getTreeItem(after.node)), 'circle-slash');
    assert.equal(kie.testing.view.badge, undefined);
    assert.match(await ended, /status "Not tracked"/);
  });

  it('opens the result', async () => {
    await vscode.commands.executeCommand('kie.task.open', localId);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText);
    assert.equal(nameOf(input.uri), nameOf(file));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('runs a task again as a new one, and removes one but not its file', async () => {
    const again = await vscode.commands.executeCommand<string>('kie.task.runAgain', localId);
    assert.notEqual(again, localId);
    assert.deepEqual((await find(kie, again)).node.task.input, { prompt: PROMPT });
    await vscode.commands.executeCommand('kie.task.stop', again);
    await vscode.commands.executeCommand('kie.task.remove', localId);
    await assert.rejects(find(kie, localId), /no task/);
    assert.ok(file);
    assert.ok((await vscode.workspace.fs.stat(file)).size > 0);
  });

  it('explains a failed task', async () => {
    await emulator('faults', {
      call: 'task',
      effect: { kind: 'fail', failCode: '500', failMsg: 'The model is asleep' }
    });
    await assert.rejects(kie.run(MODEL, { prompt: 'Fails' }), /The model is asleep/);
    const failed = (await kie.tasks()).find(({ state }) => state === 'failed');
    assert.match(failed?.error ?? '', /The model is asleep/);
    const { node } = await find(kie, failed?.localId ?? '');
    const item = kie.testing.tree.getTreeItem(node);
    assert.equal(iconOf(item), 'error');
    const { tooltip } = await kie.testing.tree.resolveTreeItem(item, node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /asleep/);
  });

  it('copies the prompt, the request as JSON, and as cURL without the key', async () => {
    const { localId: id } = await kie.run(MODEL, { prompt: "It's one" });
    const copied = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, id);
      return vscode.env.clipboard.readText();
    };
    assert.equal(await copied('kie.task.copyPrompt'), "It's one");
    const request = JSON.parse(await copied('kie.task.copyJson')) as { model: string; input: { prompt: string } };
    assert.equal(request.model, MODEL);
    assert.equal(request.input.prompt, "It's one");
    const curl = await copied('kie.task.copyCurl');
    assert.match(curl, /^curl .*\/api\/v1\/jobs\/createTask/);
    assert.match(curl, /\$KIE_API_KEY/);
    assert.ok(!curl.includes(process.env['KIE_TEST_KEY'] ?? '?'));
  });
});
