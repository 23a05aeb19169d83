import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emulator } from '../emulatorCalls.ts';
import { notificationsOf } from '../userActions.ts';
import { folderWith, withSetting } from '../support.ts';

const SAVED = /^KIE saved .*portrait\.no-bg\.png/;
const FAILED = /The picture is blank/;

describe('notifications', () => {
  const cases = [
    { mode: 'all', visible: true, success: true, failure: true },
    { mode: 'failures', visible: true, success: false, failure: true },
    { mode: 'none', visible: false, success: false, failure: false },
    { mode: 'auto', visible: false, success: true, failure: true },
    // A run of a command, which no form shows.
    { mode: 'auto', visible: true, success: true, failure: true }
  ];
  for (const { mode, visible, success, failure } of cases) {
    it(`obey the mode "${mode}" while the view is ${visible ? 'visible' : 'hidden'}`, async () => {
      await vscode.commands.executeCommand(visible ? 'kie.tasks.focus' : 'workbench.view.explorer');
      await withSetting('notifications', mode, async () => {
        await assertNotification(success ? SAVED : undefined);
        const effect = { kind: 'fail', failCode: '400', failMsg: 'The picture is blank.' };
        await emulator('faults', { call: 'task', effect });
        await assertNotification(failure ? FAILED : undefined);
      });
    });
  }

  const remedies = [
    {
      fault: { call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Blank' } },
      button: 'Edit Request in Form'
    },
    { fault: { call: 'createTask', effect: { kind: 'code', code: 531 } }, button: 'Run Again…' },
    { fault: { call: 'createTask', effect: { kind: 'code', code: 402 } }, button: 'Top Up' }
  ];
  for (const { fault, button } of remedies) {
    it(`offer "${button}" for a failure`, async () => {
      await withSetting('notifications', 'all', async () => {
        await emulator('faults', fault);
        await assertNotification(
          new RegExp(`^Recraft Remove Background: .*\\[${button}\\]( \\[Run Again…\\])? \\[Show Tasks\\]$`)
        );
      });
    });
  }
});

async function assertNotification(expected: RegExp | undefined): Promise<void> {
  const source = vscode.Uri.joinPath(await folderWith('portrait.png'), 'portrait.png');
  const messages = await notificationsOf(
    async () => vscode.commands.executeCommand('kie.menu.removeBackground', source),
    expected === undefined ? 0 : 1
  );
  assert.equal(messages.length, expected === undefined ? 0 : 1, messages.join('\n'));
  if (expected !== undefined) assert.match(messages[0] ?? '', expected);
}
