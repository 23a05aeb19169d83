// A model that requires the ID of an earlier task: the form offers the tasks of the history, selected by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, waitForSubmissions, chooseModel, focusBackAt, openForm } from '../harness/commonSteps.ts';
import { eventually, waitForValue } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.confirmAboveCredits': 1000 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const value = (form: Frame, name: string, control: string): Locator =>
  form.locator(`.field[data-path="${name}"]`).locator(control).first();
const earlier = (form: Frame, name: string): Locator => form.locator(`.field[data-path="${name}"] .earlier`);
const items = (): Locator => wb.box().locator('.quick-input-list .monaco-list-row');
const focused = (): Locator => items().and(wb.page.locator('.focused'));

/** Runs the form once; resolves when the tree item with this text in the Tasks view is done. */
async function runToEnd(form: Frame, words: string): Promise<void> {
  const before = wb.emulator.submissions.length;
  const run = form.locator('.run:not([aria-disabled])').filter({ hasText: /credit|price unknown/ });
  await run.waitFor();
  await run.click();
  await waitForSubmissions(wb, before + 1);
  const tasks = wb.page.locator('.pane', { hasText: 'Tasks' }).last();
  await done(tasks.locator('.monaco-list-row', { hasText: words }))
    .first()
    .waitFor();
}

/** Opens the list of earlier results with the button of a field, by keyboard. */
async function offer(form: Frame, name: string, count: number): Promise<void> {
  await earlier(form, name).focus();
  await wb.page.keyboard.press('Enter');
  await wb.box().locator('input[placeholder="Select a result from the history"]').waitFor();
  await eventually(`${count} lines`, async () => (await items().count()) === count);
}

test('history list: finds a video by its prompt and extends it, by keyboard', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'veo-3-1', 'Veo 3.1');
  for (const prompt of ['A fox in the snow', 'A hare in the grass']) {
    await value(form, 'prompt', 'textarea').fill(prompt);
    await runToEnd(form, prompt);
  }
  const [fox, hare] = wb.emulator.submissions.map(({ taskId }) => taskId);
  assert.ok(fox !== undefined && hare !== undefined && fox !== hare);

  await chooseModel(form, 'veo/extend', 'Veo 3.1 Extend');
  await value(form, 'prompt', 'textarea').fill('It runs away');
  await offer(form, 'task_id', 2);
  await wb.page.keyboard.press('Escape');
  // A list that opens before the focus is back would be closed by it.
  await focusBackAt(form, '.field[data-path="task_id"] .earlier');
  await waitForValue(value(form, 'task_id', 'input'), '');
  await offer(form, 'task_id', 2);
  await items().first().filter({ hasText: 'A hare in the grass' }).waitFor(); // newest first
  await wb.screenshot('choose-an-earlier-result');
  await wb.page.keyboard.type('fox');
  await focused().filter({ hasText: 'A fox in the snow' }).waitFor();
  await wb.page.keyboard.press('Enter');
  await waitForValue(value(form, 'task_id', 'input'), fox);
  await waitForValue(value(form, 'prompt', 'textarea'), 'It runs away');
  await eventually('the focus back in the form', () => form.evaluate('document.hasFocus()').then(Boolean));
  await wb.screenshot('an-earlier-result-is-chosen');
  await runToEnd(form, 'It runs away');
  const sent = wb.emulator.submissions.at(-1);
  assert.deepEqual([sent?.model, sent?.input['task_id'], sent?.input['prompt']], ['veo/extend', fox, 'It runs away']);
});

test('history list: chooses the second track of a song and sends both of its ids', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'ai-music-api/convert-to-wav-format', 'Suno WAV Export');
  await earlier(form, 'task_id').focus();
  await wb.page.keyboard.press('Enter');
  await form.getByText('No matching finished task. Needs one from:').first().waitFor();

  await chooseModel(form, 'ai-music-api/generate', 'Suno Generate Music');
  await value(form, 'prompt', 'textarea').fill('A boat on the sea');
  // Initially neither on nor off: turned on, then off again.
  await value(form, 'custom_mode', 'input').focus();
  for (const on of [true, false]) {
    await wb.page.keyboard.press('Space');
    await eventually(`custom mode ${on}`, async () => (await value(form, 'custom_mode', 'input').isChecked()) === on);
  }
  await value(form, 'instrumental', 'input').focus();
  await wb.page.keyboard.press('Space');
  await value(form, 'style', 'textarea').fill('Folk');
  await waitForValue(value(form, 'style', 'textarea'), 'Folk');
  await runToEnd(form, 'A boat on the sea');
  const song = wb.emulator.submissions.at(-1)?.taskId;

  await chooseModel(form, 'ai-music-api/convert-to-wav-format', 'Suno WAV Export');
  await offer(form, 'audio_id', 2);
  await wb.page.keyboard.press('ArrowDown');
  await focused().and(items().nth(1)).waitFor();
  await wb.screenshot('choose-an-earlier-track');
  await wb.page.keyboard.press('Enter');
  await waitForValue(value(form, 'task_id', 'input'), song ?? '');
  const track = await value(form, 'audio_id', 'input').inputValue();
  assert.notEqual(track, '');
  await runToEnd(form, 'Suno WAV Export');
  const sent = wb.emulator.submissions.at(-1)?.input;
  assert.deepEqual([sent?.['task_id'], sent?.['audio_id']], [song, track]);
});
