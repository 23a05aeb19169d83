import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { submissions } from '../emulatorCalls.ts';
import { answerConfirmations } from '../userActions.ts';
import { activate, folderWith, workspaceFolder } from '../support.ts';

describe('tasks of a workspace', () => {
  const forget = async (): Promise<void> =>
    (await activate()).testing.context.workspaceState.update('kie.approvals', undefined);

  before(forget);
  after(forget);

  it('are confirmed once when they call a file command with a forged Uri', async () => {
    const image = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
    // A task input passes its JSON to the command in the same way.
    const forged = { $mid: 1, scheme: 'file', path: image.path };
    const fromTask = async (): Promise<unknown> =>
      vscode.commands.executeCommand('runCommands', {
        commands: [{ command: 'kie.menu.removeBackground', args: [forged, [forged]] }]
      });
    const tasks = vscode.Uri.joinPath(workspaceFolder(), '.vscode/tasks.json');
    const input = { id: 'x', type: 'command', command: 'kie.menu.removeBackground', args: forged };
    const changed = async (write: () => PromiseLike<unknown>): Promise<void> => {
      const seen = Promise.withResolvers<undefined>();
      const listener = vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('tasks')) seen.resolve(undefined);
      });
      await write();
      await seen.promise;
      listener.dispose();
    };
    const before = (await submissions()).length;
    const content = Buffer.from(JSON.stringify({ version: '2.0.0', tasks: [], inputs: [input] }));
    await changed(() => vscode.workspace.fs.writeFile(tasks, content));
    try {
      const [asked] = await answerConfirmations(false, fromTask);
      assert.match(asked?.detail ?? '', /kie\.removeBackground\. Its first use/);
      assert.equal((await submissions()).length, before);
      assert.equal((await answerConfirmations(true, fromTask)).length, 1);
      assert.deepEqual(await answerConfirmations(false, fromTask), [], 'asks once per workspace');
    } finally {
      await changed(() => vscode.workspace.fs.delete(tasks));
    }
  });
});
