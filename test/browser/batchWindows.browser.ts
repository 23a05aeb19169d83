// A batch in two windows: what a person does to it in one shows in the other, soon and without its help.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from './harness/evidence.ts';
import { holdTasks } from './harness/steps.ts';
import { startWorkbench } from './harness/workbench.ts';
import type { WorkbenchWindow } from './harness/window.ts';
import type { Workbench } from './harness/workbench.ts';

/** More than may be under way at a time, so that some wait for their turn. */
const FILES = 36;

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
  await fs.mkdir(path.join(wb.workspace, 'many'));
  for (let i = 0; i < FILES; i++) {
    await fs.copyFile(path.join(wb.workspace, 'portrait.png'), path.join(wb.workspace, 'many', `p${i}.png`));
  }
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const line = (window: WorkbenchWindow, text: string): Locator =>
  window.page.locator('.monaco-list-row', { hasText: 'Upscale images' }).filter({ hasText: text }).first();

test('a batch that is paused or goes on in one window says so in the other', async () => {
  holdTasks(wb.emulator);
  const second = await wb.openWindow();
  await second.openContainer('KIE');
  await wb.contextMenu(await wb.explorerRow('many'), 'KIE', 'Upscale');
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: `Upscale ${FILES} images` });
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await wb.openContainer('KIE');
  await line(wb, `0 of ${FILES} done`).waitFor();
  await line(second, `0 of ${FILES} done`).waitFor();
  const states = [
    [wb, second, 'Pause Batch', 'paused'],
    [second, wb, 'Resume Batch', `0 of ${FILES} done`],
    [second, wb, 'Pause Batch', 'paused']
  ] as const;
  for (const [here, there, command, shown] of states) {
    await here.page.bringToFront();
    await here.contextMenu(line(here, `of ${FILES} done`), command);
    await line(here, shown).waitFor();
    if (command === 'Resume Batch') await line(there, 'paused').waitFor({ state: 'detached' });
    await line(there, shown).waitFor();
  }
  assert.ok(wb.emulator.submissions.length < FILES, 'what waits was not sent');
});
