// The first steps of a new user, in a workbench without a key.
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ withoutKey: true, emulator: { taskMs: 300 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const step = (title: string): Locator => wb.page.locator('.getting-started-step', { hasText: title });
const isDone = (title: string): Promise<void> =>
  step(title).locator('.codicon-getting-started-step-checked').first().waitFor();

test('walkthrough: opens by its command, with an image for its first step', async () => {
  await wb.runCommand('KIE: Get Started');
  await wb.page.getByRole('heading', { name: 'Get started with KIE Studio', level: 2 }).waitFor();
  await step('Set your API key').getByRole('button', { name: 'Set API Key' }).waitFor();
});

test('walkthrough: completes the steps for the API key and the form', async () => {
  await step('Set your API key').getByRole('button', { name: 'Set API Key' }).click();
  await wb.quickInput(wb.emulator.key);
  await wb.notification('KIE API key set');
  await isDone('Set your API key');
  await step('Use every option of a model').click();
  await step('Use every option of a model').getByRole('button', { name: 'Open the Form' }).click();
  await wb.webviewFrame('kie-picker');
  await isDone('Use every option of a model');
});
