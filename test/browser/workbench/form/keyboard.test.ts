// From New Request to a saved file by keyboard alone.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { done, filesBelow, waitForSubmissions } from '../../harness/commonSteps.ts';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { waitForValue } from '../../harness/waiting.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({
    emulator: { taskMs: 300 },
    settings: { 'kie.form.model': 'seedream/4.5-text-to-image' }
  });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

test('keyboard: New Request, a prompt and Ctrl+Enter buy once and save a file', async () => {
  // The view loads only now, so the request to focus the prompt waits for it.
  await wb.runCommand('KIE: New Request');
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  const prompt = form.locator('.field[data-path="prompt"] textarea');
  const inPrompt = () => document.activeElement?.closest('.field')?.getAttribute('data-path') === 'prompt';
  await form.waitForFunction(inPrompt);
  await wb.page.keyboard.type('A quiet harbor');
  await waitForValue(prompt, 'A quiet harbor');
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).waitFor();
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  await waitForSubmissions(wb, 1);
  await done(wb.treeRow(wb.page.locator('.part.sidebar'), 'A quiet harbor')).waitFor();
  const [file = '', ...others] = await filesBelow(path.join(wb.workspace, 'kie'));
  assert.match(file, /^\d{4}-\d\d-\d\d\/A-quiet-harbor-\d{6}\.(png|jpg)$/);
  assert.deepEqual(others, []);
  await form.locator('.run:not([aria-disabled])').waitFor();
  await wb.runCommand('KIE: New Request');
  await form.waitForFunction(inPrompt);
  await wb.page.keyboard.press('ControlOrMeta+a');
  await wb.page.keyboard.press('Delete');
  await waitForValue(prompt, '');
  await wb.page.keyboard.press('ArrowUp');
  await waitForValue(prompt, 'A quiet harbor');
  await wb.screenshot('keyboard');
  assert.equal(wb.emulator.submissions.length, 1);
});
