// Many files at once, as a person runs them: one question, one line, pause, reload, resume, retry, stop.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { screenshotOnFailure, startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

/** Twice as many as may be under way at a time, so that some wait for their turn however slow the workbench is. */
const FILES = 60;

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 5_000 }, settings: { 'kie.notifications': 'all' } });
  await fs.mkdir(path.join(wb.workspace, 'many'));
  for (let i = 0; i < FILES; i++) {
    await fs.copyFile(path.join(wb.workspace, 'portrait.png'), path.join(wb.workspace, 'many', `p${i}.png`));
  }
});
after(() => wb.stop());
screenshotOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const line = (name: string, text: string | RegExp): Locator =>
  tasks().locator('.monaco-list-row', { hasText: name }).filter({ hasText: text }).first();

/** Runs a command of the menu on the folder, and says yes to the question. */
async function start(command: string, question: RegExp): Promise<void> {
  await wb.contextMenu(await wb.explorerRow('many'), 'KIE', command);
  await answer(question, 'Run');
  await wb.runCommand('KIE: Show Tasks');
}

async function answer(question: RegExp, button: string): Promise<void> {
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: question });
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Resolves once nothing is under way any more: what is paused does not spin. */
async function quiet(): Promise<void> {
  await line('Upscale images', 'paused').waitFor();
  const item = wb.page.locator('.statusbar-item[id$="kie.status"]');
  await item.waitFor();
  await item.locator('.codicon-loading').waitFor({ state: 'detached', timeout: 60_000 });
}

test('a batch pauses, stays so after a reload, goes on, and at its end runs again what failed', async () => {
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Nothing to see.' } });
  await start('Upscale', new RegExp(`Upscale ${FILES} images with Recraft Crisp Upscale for 30 credits\\?`));
  await wb.contextMenu(line('Upscale images', `of ${FILES} done`), 'Pause Batch');
  await line('Upscale images', 'paused').waitFor();
  // What had begun goes on to its end; the rest waits. Only then the reload: what it catches being sent is `unknown`.
  await quiet();
  await wb.reload();
  await wb.runCommand('KIE: Show Tasks');
  await quiet();
  const begun = wb.emulator.submissions.length;
  assert.ok(begun < FILES, `${begun} had begun`);
  await line('Upscale images', `${begun - 1} of ${FILES} done, 1 failed`).waitFor();
  await wb.contextMenu(line('Upscale images', 'paused'), 'Resume Batch');
  const told = await wb.notification(/Upscale images: 59 of 60 done, 1 failed\. .*Nothing to see/, 90_000);
  assert.equal(wb.emulator.submissions.length, FILES);
  await told.getByRole('button', { name: 'Retry Failed…' }).click();
  await answer(/Run 1 failed task of Upscale images again for 0\.5 credits\?/, 'Run Again');
  await line('Upscale images', `${FILES} of ${FILES} done`).waitFor({ timeout: 60_000 });
  assert.equal(wb.emulator.submissions.length, FILES + 1);
  const saved = (await fs.readdir(path.join(wb.workspace, 'many'))).filter(name => name.includes('.upscaled.'));
  assert.equal(saved.length, FILES);
});

test('a batch is stopped: what waits is never sent', async () => {
  const before = wb.emulator.submissions.length;
  // The folder holds the results of the first test too.
  await fs.rm(path.join(wb.workspace, 'many'), { recursive: true });
  await fs.mkdir(path.join(wb.workspace, 'many'));
  for (let i = 0; i < FILES; i++) {
    await fs.copyFile(path.join(wb.workspace, 'portrait.png'), path.join(wb.workspace, 'many', `q${i}.png`));
  }
  await start('Remove Background', new RegExp(`of ${FILES} images with Recraft Remove Background for 60 credits\\?`));
  await wb.contextMenu(line('Remove backgrounds', `of ${FILES} done`), 'Pause Batch');
  await wb.contextMenu(line('Remove backgrounds', 'paused'), 'Stop Batch');
  await answer(/Stop Remove backgrounds\? \d+ tasks that wait will not run\./, 'Stop');
  const stopped = line('Remove backgrounds', /\d+ of 60 done, \d+ stopped/);
  await stopped.waitFor();
  const count = Number(/(\d+) stopped/.exec(await stopped.innerText())?.[1]);
  assert.ok(count > 0);
  assert.ok(wb.emulator.submissions.length - before <= FILES - count);
});
