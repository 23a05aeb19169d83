import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hostileHost } from '../../../e2e/security/hostileHost.ts';
import { cleaner } from '../../cleaner.ts';
import { activate, folderWith, nameOf } from '../support.ts';

const MODEL = 'nano-banana-2';

describe('results that VS Code could run or render', () => {
  const cleanups = cleaner();
  const addresses = { apiBaseUrl: process.env['KIE_TEST_API'], uploadBaseUrl: process.env['KIE_TEST_UPLOAD'] };
  const point = async (to: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [name, value] of Object.entries(to)) {
      await vscode.workspace.getConfiguration('kie').update(name, value, vscode.ConfigurationTarget.Global);
    }
  };

  after(async () => {
    await point(addresses);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await cleanups.clean();
  });

  const drawing = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
  const cases: readonly (readonly [what: string, body: string, ending: string])[] = [
    ['an SVG', drawing('<path d="M0 0h9v9z"/>'), '.svg'],
    ['an SVG with a script', drawing('<script>alert(1)</script>'), '.svg.txt']
  ];
  for (const [what, body, ending] of cases) {
    it(`open as data from the tree: ${what}`, async () => {
      const kie = await activate();
      const { base } = await hostileHost(cleanups, {
        record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
        files: { 'a.png': { type: 'image/svg+xml', body } }
      });
      await point({ apiBaseUrl: base, uploadBaseUrl: base });
      const { files, localId } = await kie.run(MODEL, { prompt: 'A drawing' }, { saveTo: await folderWith() });
      assert.ok(nameOf(files[0]).endsWith(ending), nameOf(files[0]));
      await vscode.commands.executeCommand('kie.task.open', localId);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      // VS Code's own preview shows an SVG as an image, so its scripts do not run.
      if (ending === '.svg')
        assert.ok(input instanceof vscode.TabInputCustom && input.viewType.startsWith('imagePreview'));
      else assert.ok(input instanceof vscode.TabInputText);
      assert.equal(input.uri.fsPath, files[0]?.fsPath);
    });
  }

  it('render no command link from the message of a failure', async () => {
    const kie = await activate();
    const link = '[Fix it](command:workbench.action.closeAllEditors)';
    const { base } = await hostileHost(cleanups, {
      record: () => ({ state: 'fail', failCode: `5${link}`, failMsg: `Sorry. ${link}` })
    });
    await point({ apiBaseUrl: base, uploadBaseUrl: base });
    const error = await kie.run(MODEL, { prompt: 'A kite' }, { saveTo: await folderWith() }).then(() => 'ran', String);
    assert.match(error, /Sorry\..*Fix it/);
    assert.ok(!error.includes(']('), error);
  });
});
