// The Result editor: opens by itself without taking the focus, shows a result large, and leads to the next step.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { chooseModel, openForm, waitForSubmissions } from '../harness/commonSteps.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, size: { width: 1280, height: 860, scale: 1 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const editor = (): Promise<Frame> => wb.webviewFrame('.result-tools');

async function run(prompt: string): Promise<Frame> {
  const form = await openForm(wb);
  await chooseModel(form, 'seedream/4.5-text-to-image', 'Seedream 4.5');
  await form.locator('.field[data-path="prompt"] textarea').fill(prompt);
  const bought = wb.emulator.submissions.length;
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).click();
  await waitForSubmissions(wb, bought + 1);
  return form;
}

test('Result editor: opens the result of the form and leaves the focus there', async () => {
  const form = await run('A paper lantern');
  await wb.page.locator('.tab.active', { hasText: /lantern/i }).waitFor();
  const page = await editor();
  await page.locator('.zoom-image').waitFor();
  assert.equal(await form.evaluate('document.hasFocus()'), true);
  await wb.screenshot('result-editor');
});
