import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, ID } from '../support.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly markdownDescription?: string }>>;
    };
  };
}

const manifest = (): Manifest => vscode.extensions.getExtension(ID)?.packageJSON as Manifest;

describe('manifest', () => {
  it('registers each of its commands and no others', async () => {
    await activate();
    const declared = manifest().contributes.commands.map(({ command }) => command);
    // Views contribute commands of their own, such as kie.tasks.focus.
    const registered = (await vscode.commands.getCommands(true)).filter(
      name => name.startsWith('kie.') && (declared.includes(name) || !/^kie\.(tasks|generate)\./.test(name))
    );
    assert.deepEqual(registered.toSorted(), declared.toSorted());
  });

  it('has a title for each command and a description for each setting', () => {
    const { commands, configuration } = manifest().contributes;
    // A string missing from the build remains a placeholder.
    for (const { command, title } of commands) assert.match(title, /^[^%]/, command);
    for (const [name, { markdownDescription }] of Object.entries(configuration.properties)) {
      assert.match(markdownDescription ?? '', /^[^%]/, name);
    }
  });

  it('keeps the host settings out of workspace scope', async () => {
    const settings = vscode.workspace.getConfiguration('kie');
    for (const name of ['apiBaseUrl', 'uploadBaseUrl', 'callBackUrl']) {
      await assert.rejects(
        async () => settings.update(name, 'http://127.0.0.1:1', vscode.ConfigurationTarget.Workspace),
        name
      );
    }
  });
});
