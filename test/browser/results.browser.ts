// Tasks with several results, what goes on from them, and which of two windows tells of an end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { screenshotOnFailure, startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.notifications': 'all' } });
});
after(() => wb.stop());
screenshotOnFailure(() => wb);

const tasks = (page = wb.page): Locator => page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp, page = wb.page): Locator =>
  tasks(page).locator('.monaco-list-row', { hasText: text }).first();
const box = (): Locator => wb.page.locator('.quick-input-widget:visible');

/** A song that another computer made. */
async function songOfElsewhere(): Promise<string> {
  const { apiBaseUrl, key } = wb.emulator;
  const answer = await fetch(`${apiBaseUrl}/api/v1/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      customMode: false,
      instrumental: false,
      model: 'V5',
      prompt: 'A quiet song',
      callBackUrl: 'https://example.com/done'
    })
  });
  const { data } = (await answer.json()) as { readonly data: { readonly taskId: string } };
  return data.taskId;
}

test('a task of elsewhere is followed by its id, and its files stand under it', async () => {
  const taskId = await songOfElsewhere();
  const bought = wb.emulator.submissions.length;
  await wb.runCommand('KIE: Follow a Task ID…');
  await wb.quickInput('https://kie.ai/logs');
  await box().locator('.quick-input-message', { hasText: 'Paste the task ID alone' }).waitFor();
  await wb.quickInput(taskId);
  const song = row('A quiet song').filter({ hasText: 'Done' });
  await song.waitFor({ timeout: 60_000 });
  await song.click();
  await wb.page.keyboard.press('ArrowRight');
  for (const [name, icon] of [
    ['.mp3', 'codicon-music'],
    ['-2.mp3', 'codicon-music'],
    ['Cover 2', 'codicon-file-media']
  ] as const) {
    await row(name).locator(`.${icon}`).waitFor();
  }
  assert.equal(wb.emulator.submissions.length, bought);
  await wb.screenshot('several-results');
});

test('what goes on from one file is chosen with its price and runs at once', async () => {
  const bought = wb.emulator.submissions.length;
  await wb.contextMenu(row('-2.mp3'), 'More from This Result…');
  const line = box().locator('.monaco-list-row', { hasText: 'WAV' }).first();
  await line.filter({ hasText: 'credit' }).waitFor();
  await wb.screenshot('more-from-this-result');
  await line.click();
  await wb.emulator.whenRequest(() => wb.emulator.submissions.length > bought);
  const sent = wb.emulator.submissions.at(-1);
  assert.ok(sent?.model === '/wav/generate');
  await wb.notification(/KIE saved .*\.wav/, 60_000);
});

test('a file goes into the form', async () => {
  await wb.contextMenu(row('Cover 1'), 'Use as Input in Form');
  const form = await wb.webviewFrame('kie-picker');
  await form.locator('.field[data-path="image_input"]', { hasText: 'cover' }).waitFor();
});

test('only the window that started a task tells its end', async () => {
  const other = await wb.openWindow();
  await other.openContainer('KIE');
  await row('A quiet song', other.page).waitFor();
  await wb.runCommand('Notifications: Clear All Notifications');
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('Seedream 4.5');
  await box().locator('.quick-input-title', { hasText: '(2/3)' }).waitFor();
  await wb.quickInput('Two windows');
  await box().locator('.monaco-list-row', { hasText: 'Run (' }).click();
  await wb.notification(/KIE saved .*Two-windows/, 60_000);
  await row('Two windows', other.page).filter({ hasText: 'Done' }).waitFor();
  // Both know by now: what the other window says, it has said.
  assert.deepEqual(
    (await other.notifications()).filter(text => text.includes('Two-windows')),
    []
  );
});
