// The network connection is lost and restored while a task runs: the effects visible to the user.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, waitForSubmissions, generateImage, holdTasks } from '../harness/commonSteps.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.notifications': 'all' } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string): Locator => tasks().locator('.monaco-list-row', { hasText: text }).first();
const status = (icon: string): Locator =>
  wb.page.locator('.statusbar-item[id$="kie.status"]').filter({ has: wb.page.locator(`.codicon-${icon}`) });

test('offline: shows one status bar icon and no message, and resumes the task later', async () => {
  const held = holdTasks(wb.emulator);
  await generateImage(wb, 'A slow river');
  await wb.openContainer('KIE');
  await row('A slow river').filter({ hasText: 'Running' }).waitFor();
  await wb.emulator.refuse('api', true);
  await status('debug-disconnect').waitFor();
  assert.deepEqual(await wb.notifications(), []);
  // The task is still tracked: no failure is reported.
  await row('A slow river').filter({ hasText: 'Running' }).waitFor();
  held.release();
  await wb.emulator.refuse('api', false);
  await done(row('A slow river')).waitFor();
  await status('debug-disconnect').waitFor({ state: 'detached' });
  await waitForSubmissions(wb, 1);
  assert.ok((await wb.notifications()).every(text => text.includes('saved')));
});
