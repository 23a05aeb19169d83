// Tasks with several results, their follow-ups, the buttons of notifications, and two concurrent windows.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import {
  createSong,
  filesBelow,
  waitForSubmissions,
  prepareImage,
  generateImage,
  holdTasks,
  openForm
} from '../harness/commonSteps.ts';
import { actUntilVisible, waitForValue } from '../harness/waiting.ts';
import { done } from '../harness/commonSteps.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.notifications': 'all' } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const tasks = (page = wb.page): Locator => page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp, page = wb.page): Locator =>
  tasks(page).locator('.monaco-list-row', { hasText: text }).first();
const box = (): Locator => wb.box();

test('Track Task by ID: lists the files of the task below it', async () => {
  const taskId = await createSong(wb.emulator, 'A quiet song');
  const bought = wb.emulator.submissions.length;
  await wb.runCommand('KIE: Track Task by ID…');
  await wb.quickInput('https://kie.ai/logs');
  await box().locator('.quick-input-message', { hasText: 'Enter only the task ID' }).waitFor();
  await wb.quickInput(taskId);
  const song = done(row('A quiet song'));
  await song.waitFor();
  await song.click();
  await wb.page.keyboard.press('ArrowRight');
  for (const [name, icon] of [
    [/-\d{6}\.mp3/, 'codicon-music'],
    ['-2.mp3', 'codicon-music'],
    ['Cover 2', 'codicon-file-media']
  ] as const) {
    await row(name).locator(`.${icon}`).waitFor();
  }
  assert.equal(wb.emulator.submissions.length, bought);
  await wb.screenshot('several-results');
});

test('Use In…: shows the price of a follow-up and runs it at once', async () => {
  const bought = wb.emulator.submissions.length;
  const line = box().locator('.monaco-list-row', { hasText: 'WAV' }).first();
  // VS Code drops the command when the item is replaced at that moment, as when a thumbnail arrives.
  await actUntilVisible(line, () => wb.contextMenu(row('-2.mp3'), 'Use In…'));
  await line.filter({ hasText: '0.4 credits' }).waitFor();
  await wb.screenshot('use-in-follow-ups');
  await line.click();
  await waitForSubmissions(wb, bought + 1);
  const sent = wb.emulator.submissions.at(-1);
  assert.equal(sent?.model, '/wav/generate');
  await wb.notification(/KIE saved .*\.wav/);
  // Until the tree items are redrawn, a menu would refer to an item that VS Code has already discarded.
  await done(row('Suno WAV Export')).waitFor();
});

test('Use In…: opens a model with the file in its field', async () => {
  await wb.contextMenu(row('Cover 1'), 'Use In…');
  await wb.screenshot('use-in');
  await wb.box('in…').locator('input[type="text"]').first().fill('Nano Banana 2'); // the list is long
  await wb.pick('Nano Banana 2', 'in…');
  const form = await wb.webviewFrame('kie-picker');
  await form.locator('.field[data-path="image_input"]', { hasText: 'cover' }).waitFor();
});

test('notifications: only the window that started a task shows one', async () => {
  const other = await wb.openWindow();
  await other.openContainer('KIE');
  await row('A quiet song', other.page).waitFor();
  await wb.runCommand('Notifications: Clear All Notifications');
  await generateImage(wb, 'Two windows');
  await wb.notification(/KIE saved .*Two-windows/);
  await done(row('Two windows', other.page)).waitFor();
  // Both windows have the result by now: the other window has already shown its notifications.
  assert.deepEqual(
    (await other.notifications()).filter(text => text.includes('Two-windows')),
    []
  );
  await other.page.close();
});

test('closed window: another window takes over its task, bought and saved once', async t => {
  const before = wb.emulator.submissions.length;
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  const other = await wb.openWindow();
  await generateImage({ ...other, emulator: wb.emulator }, 'Left behind');
  await wb.openContainer('KIE');
  const here = row('Left behind');
  await here.filter({ hasText: 'Running' }).waitFor();
  await other.page.goto('about:blank'); // as when a user closes the window: the workbench shuts down first
  await other.page.close();
  held.release();
  await done(here).waitFor();
  await waitForSubmissions(wb, before + 1);
  const saved = (await filesBelow(path.join(wb.workspace, 'kie'))).filter(name => name.includes('Left-behind'));
  assert.equal(saved.length, 1);
});

test('notification button: opens the saved file', async () => {
  await generateImage(wb, 'Told and opened');
  await wb.pressInNotification(/KIE saved .*Told-and-opened/, 'Open');
  await wb.page.locator('.tab', { hasText: 'Told-and-opened' }).waitFor();
});

test('failed task: offers to reuse the request in the form, or to run it again', async () => {
  const bought = wb.emulator.submissions.length;
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Too dark.' } });
  await generateImage(wb, 'Mend me');
  await wb.pressInNotification('Too dark', 'Edit Request in Form');
  const form = await openForm(wb);
  await waitForValue(form.locator('.field[data-path="prompt"] textarea'), 'Mend me');
  await waitForSubmissions(wb, bought + 1);
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'code', code: 501 } });
  await prepareImage(wb, 'Failed at once');
  await wb.pick('Run (', '(3/3)');
  await wb.pressInNotification('The generation failed', 'Run Again…');
  await wb.answer(/Run Seedream 4\.5 for .*credits?\?/, 'Run');
  await wb.notification(/KIE saved .*Failed-at-once/);
  await waitForSubmissions(wb, bought + 2);
});

test('unknown task: explains what to do', async () => {
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'resetAfter' } });
  await generateImage(wb, 'Perhaps bought');
  const bought = wb.emulator.submissions.length;
  await wb.pressInNotification('Seedream 4.5: ', 'Resolve…');
  await wb.box('Did KIE accept this task?').waitFor();
  await wb.pick('Enter Task ID…');
  await wb.quickInput(wb.emulator.submissions.at(-1)?.taskId ?? '');
  await wb.notification(/KIE saved .*Perhaps-bought/);
  await waitForSubmissions(wb, bought);
});
