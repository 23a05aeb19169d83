// Batches of many files: one confirmation, one tree item, pause, reload, resume, retry, stop.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import type { Locator } from 'playwright-core';
import { copySample, makeScratch, removeScratch } from '../../vscodeHost/scratch.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { waitForSubmissions, holdTasks } from '../harness/commonSteps.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

/** Number of tasks of a batch that run concurrently. */
const AT_ONCE = 30;
const FILES = AT_ONCE + 6;

let scratch: string;
let wb: Workbench;
before(async () => {
  // Before the window opens: the Explorer misses what is created while its watcher starts.
  scratch = await makeScratch();
  const workspace = await copySample(scratch);
  // Small, because the emulator really upscales the files.
  const image = PNG.sync.write(new PNG({ width: 256, height: 256, fill: true }));
  for (const folder of ['many', 'others']) {
    await fs.mkdir(path.join(workspace, folder));
    for (let i = 0; i < FILES; i++) await fs.writeFile(path.join(workspace, folder, `p${i}.png`), image);
  }
  wb = await startWorkbench({ workspace, emulator: { taskMs: 300 }, settings: { 'kie.notifications': 'all' } });
});
after(async () => {
  await wb.stop();
  await removeScratch(scratch);
});
evidenceOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const line = (name: string, text: string | RegExp): Locator =>
  tasks().locator('.monaco-list-row', { hasText: name }).filter({ hasText: text }).first();

/** Runs a command from the context menu of a folder, and confirms it. */
async function start(folder: string, command: string, question: RegExp): Promise<void> {
  await wb.contextMenu(await wb.explorerRow(folder), 'KIE', command);
  await wb.answer(question, 'Run');
  await wb.runCommand('KIE: Show Tasks');
}

test('batch: stays paused after a reload, resumes, and retries what failed at its end', async t => {
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Nothing to see.' } });
  await start('many', 'Upscale', new RegExp(`Upscale ${FILES} images with Recraft Crisp Upscale for 18 credits\\?`));
  await waitForSubmissions(wb, AT_ONCE);
  await wb.contextMenu(line('Upscale images', `of ${FILES} done`), 'Pause Batch');
  await line('Upscale images', 'paused').waitFor();
  // Tasks that have started run to their end even across a reload; the others wait.
  await wb.reload();
  await wb.runCommand('KIE: Show Tasks');
  await line('Upscale images', 'paused').waitFor();
  held.release();
  await line('Upscale images', `${AT_ONCE - 1} of ${FILES} done, 1 failed`).waitFor();
  await waitForSubmissions(wb, AT_ONCE);
  await wb.contextMenu(line('Upscale images', 'paused'), 'Resume Batch');
  await wb.pressInNotification(
    new RegExp(`Upscale images: ${FILES - 1} of ${FILES} done, 1 failed\\. .*Nothing to see`),
    'Retry Failed…'
  );
  await waitForSubmissions(wb, FILES);
  await wb.answer(/Retry 1 failed task of Upscale images for 0\.5 credits\?/, 'Retry');
  await line('Upscale images', `${FILES} of ${FILES} done`).waitFor();
  await waitForSubmissions(wb, FILES + 1);
  const saved = (await fs.readdir(path.join(wb.workspace, 'many'))).filter(name => name.includes('.upscaled.'));
  assert.equal(saved.length, FILES);
});

test('batch: never submits the waiting tasks after it is stopped', async t => {
  const before = wb.emulator.submissions.length;
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  await start('others', 'Remove Background', new RegExp(`of ${FILES} images with .* for ${FILES} credits\\?`));
  await waitForSubmissions(wb, before + AT_ONCE);
  await wb.contextMenu(line('Remove backgrounds', `of ${FILES} done`), 'Stop Batch');
  await wb.answer(/Stop Remove backgrounds\? 6 waiting tasks won't run\./, 'Stop');
  held.release();
  await line('Remove backgrounds', `${AT_ONCE} of ${FILES} done, 6 stopped`).waitFor();
  await waitForSubmissions(wb, before + AT_ONCE);
});
