// Details of the form in the real workbench: the picker, prices of options, linked values, batches, reset and jumps.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { chooseModel, openForm, waitForSubmissions } from '../../harness/commonSteps.ts';
import { actUntilVisible, eventually, waitForValue } from '../../harness/waiting.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { field, tab } from './formHelpers.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, size: { width: 1280, height: 900 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

/** The request that would be sent. */
async function input(form: Frame): Promise<Readonly<Record<string, unknown>>> {
  if ((await form.locator('.request').count()) === 0) await tab(form, 'Request');
  const text = await form.locator('.request').innerText();
  await tab(form, 'Request');
  return (JSON.parse(text) as { input: Record<string, unknown> }).input;
}

const promptOf = (form: Frame, name = 'prompt') => field(form, name).locator('textarea').first();

test('picker: shows eight models with prices, the chosen one in the middle', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await form.locator('#model .picker-button').click();
  const list = form.locator('#model .picker-list');
  const visible = (): Promise<readonly string[]> =>
    list.evaluate(element => {
      const { top, bottom } = element.getBoundingClientRect();
      return [...element.querySelectorAll('.picker-option')]
        .map(line => ({
          name: line.querySelector('.picker-label')?.textContent ?? '',
          box: line.getBoundingClientRect()
        }))
        .filter(({ box }) => box.top >= top - 1 && box.bottom <= bottom + 1)
        .map(({ name }) => name.trim());
    });
  await eventually('the chosen model in the list', async () => (await visible()).includes('Nano Banana 2'));
  const names = await visible();
  assert.ok(names.length >= 8, `${names.length} models at ${String(await form.evaluate('innerHeight'))} pixels`);
  assert.match(await list.locator('[data-key="nano-banana-2"] .picker-price').innerText(), /^from \d+ credits$/);
  const headings = await list.locator('.picker-group').allInnerTexts();
  const fixed = ['Images', 'Video', 'Speech', 'Music', 'Edit', 'Upscale', 'Utilities'];
  assert.deepEqual(
    headings.filter(heading => fixed.includes(heading)),
    fixed
  );
  await form.locator('#model .picker-search').press('Escape');
});

test('options: show the credits of a run with each', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await field(form, 'resolution')
    .locator('.segment', { hasText: /^4K · \d+$/ })
    .click();
  const credits = /(\d+)$/.exec(
    await field(form, 'resolution').locator('.segment', { hasText: '4K' }).innerText()
  )?.[1];
  await form.locator('.run', { hasText: `${credits ?? ''} credits` }).waitFor();
});

test('required fields: are counted before Run, and lead to their field', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'google/nano-banana-edit', 'Nano Banana Edit');
  await promptOf(form).fill('');
  await form.locator('.open-count', { hasText: '2 fields need input' }).waitFor();
  await form.locator('.open-field', { hasText: 'Prompt' }).click();
  await eventually('the focus in the prompt', () =>
    form.evaluate("document.activeElement?.closest('.field')?.dataset.path === 'prompt'").then(Boolean)
  );
  await wb.page.keyboard.type('A boat');
  await form.locator('.open-count', { hasText: '1 field needs input' }).waitFor();
});

test('prompt: survives models with other and without prompts', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await promptOf(form).fill('A red kite over the sea');
  for (const [id, name] of [
    ['kling-3.0/video', 'Kling 3.0'],
    ['google/gemini-3-1-flash-tts', 'Gemini 3.1'],
    ['recraft/crisp-upscale', 'Recraft Crisp'],
    ['google/nano-banana-edit', 'Nano Banana Edit']
  ] as const)
    await chooseModel(form, id, name);
  await eventually('the prompt', async () => (await promptOf(form).inputValue()) === 'A red kite over the sea');
});

test('shots: get an even part of the length, and their sum is shown', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'kling-3.0/video', 'Kling 3.0');
  await field(form, 'multi_shots').locator('input').check();
  for (let shot = 0; shot < 2; shot++) {
    if (shot > 0) await form.locator('vscode-button', { hasText: 'Add Shot' }).click();
    await promptOf(form, `multi_prompt[${shot}].prompt`).fill(`Shot ${shot + 1}`);
  }
  await field(form, 'multi_prompt').locator('.counter', { hasText: '5 of 5 seconds' }).waitFor();
  assert.deepEqual((await input(form))['multi_prompt'], [
    { prompt: 'Shot 1', duration: 3 },
    { prompt: 'Shot 2', duration: 2 }
  ]);
});

test('speakers: have names, and lines choose among them', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'google/gemini-3-8-flash-tts', 'Gemini 3.8 Flash TTS');
  await promptOf(form, 'dialogue_turns[0].text').fill('Hello');
  await form.locator('vscode-button', { hasText: 'Add Speaker' }).click();
  await form.locator('vscode-button', { hasText: 'Add Line' }).click();
  await promptOf(form, 'dialogue_turns[1].text').fill('Hi');
  const { speakers } = await input(form);
  assert.deepEqual(speakers, [{ speaker_id: 'Speaker 1' }, { speaker_id: 'Speaker 2' }]);
  const speakerOf = (line: number) => form.locator(`.field[data-path="dialogue_turns[${line}].speaker_id"] select`);
  for (const line of [0, 1]) await waitForValue(speakerOf(line), `Speaker ${line + 1}`);
});

test('form: is reset from the title of the view, and the reset is undone', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'z-image', 'Z-Image');
  await promptOf(form).fill('A paper boat');
  const reset = wb.page.locator('.pane-header .action-label[aria-label^="Reset Form"]');
  await actUntilVisible(form.locator('.reset-line'), async () => {
    await wb.page.locator('.pane-header', { hasText: 'Generate' }).hover();
    await reset.first().click({ timeout: 3000 });
  });
  await waitForValue(promptOf(form), '');
  await form.locator('.reset-line .link').click();
  await waitForValue(promptOf(form), 'A paper boat');
});

test('batch: runs the selected lines of an editor as prompts', async () => {
  await fs.writeFile(path.join(wb.workspace, 'prompts.txt'), 'A red kite\n\nA blue boat\n');
  await (await wb.explorerRow('prompts.txt')).dblclick();
  await wb.page.locator('.monaco-editor .view-line', { hasText: 'A blue boat' }).first().click();
  await wb.page.keyboard.press('Control+A');
  const form = await openForm(wb);
  await chooseModel(form, 'z-image', 'Z-Image');
  await tab(form, 'Batch');
  await form.locator('.prompts vscode-button', { hasText: 'From Selection' }).click();
  await form.locator('.prompt-list li', { hasText: 'A blue boat' }).waitFor();
  await form.locator('.run', { hasText: 'Run 2' }).click();
  await wb.answer(/Run 2 tasks/, 'Run');
  await waitForSubmissions(wb, 2);
  const prompts = wb.emulator.submissions.map(submission => JSON.stringify(submission));
  for (const words of ['A red kite', 'A blue boat'])
    assert.ok(
      prompts.some(text => text.includes(words)),
      words
    );
});
