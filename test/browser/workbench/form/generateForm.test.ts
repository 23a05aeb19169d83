// The Generate view in the real workbench: behavior that needs both the extension and VS Code.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { chooseModel, focusBackAt, openForm } from '../../harness/commonSteps.ts';
import { drop, field, run, tab } from './formHelpers.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const form = () => openForm(wb);
/** Fills every field that a video needs: no test depends on text typed by another one. */
async function paperBoat(): Promise<Frame> {
  const frame = await form();
  await chooseModel(frame, 'wan/2-5-text-to-video', 'Wan');
  await field(frame, 'prompt').locator('textarea').fill('A paper boat');
  await field(frame, 'duration').locator('.segment', { hasText: '5' }).click();
  await field(frame, 'resolution').locator('.segment', { hasText: '720p' }).click();
  await field(frame, 'seed').locator('input').fill('7');
  return frame;
}

const dialog = () => wb.page.locator('.monaco-dialog-box');
test('dropped bytes: become a file with a thumbnail and are sent with the request', async () => {
  const frame = await form();
  await chooseModel(frame, 'recraft/crisp-upscale', 'Recraft Crisp Upscale');
  await drop(frame, 'image', { bytes: await fs.readFile(path.join(wb.workspace, 'portrait.png')) });
  const line = field(frame, 'image').locator('.media-item');
  await line.filter({ hasText: 'from the desktop.png' }).filter({ hasText: '×' }).waitFor();
  await frame.waitForFunction(() => document.querySelector<HTMLImageElement>('.media-item img')!.naturalWidth > 0);
  await run(frame).click();
  await frame.locator('.task-item[data-state=done]').first().waitFor();
  assert.equal(wb.emulator.submissions.length, 1);
});

test('media field: takes a file from the explorer and an earlier result from the list', async () => {
  const frame = await form();
  const uri = `vscode-remote://localhost${path.join(wb.workspace, 'product.webp')}`;
  await drop(frame, 'image', { uri });
  await field(frame, 'image').locator('.media-item', { hasText: 'product.webp' }).waitFor();
  await field(frame, 'image').getByTitle('choose from history').click();
  await wb.quickInput();
  await field(frame, 'image').locator('.media-item', { hasText: 'product.webp' }).waitFor({ state: 'detached' });
});

test('form: chooses a model, takes a workspace file and runs by keyboard alone', async () => {
  const frame = await form();
  const { keyboard } = wb.page;
  const until = async (selector: string): Promise<void> => {
    const there = () => frame.evaluate(wanted => document.activeElement?.matches(wanted) === true, selector);
    for (let i = 0; i < 40 && !(await there()); i++) await keyboard.press('Tab');
    assert.ok(await there(), `Tab leads to ${selector}`);
  };
  await frame.locator('#model .picker-button').focus();
  await keyboard.press('ArrowDown');
  await keyboard.type('recraft/crisp');
  await keyboard.press('Enter');
  await frame.locator('#model .picker-button', { hasText: 'Recraft Crisp Upscale' }).waitFor();
  await until('.field[data-path=image] .media-ways vscode-button');
  await keyboard.press('Enter');
  await wb.quickInput('portrait.png');
  await field(frame, 'image').locator('.media-item', { hasText: 'portrait.png' }).waitFor();
  const before = wb.emulator.submissions.length;
  await run(frame).waitFor();
  await focusBackAt(frame, '.field[data-path=image] .media-ways vscode-button'); // from the list of files
  await until('.run');
  await keyboard.press('Enter');
  if (wb.emulator.submissions.length === before)
    await wb.emulator.whenRequest(() => wb.emulator.submissions.length > before);
});

test('lists: give the focus back to their button, however soon they close', async () => {
  const frame = await form();
  await chooseModel(frame, 'recraft/crisp-upscale', 'Recraft Crisp Upscale');
  const files = '.field[data-path=image] .media-ways vscode-button';
  await frame.locator(files).first().focus();
  for (let i = 0; i < 12; i++) {
    await (i % 2 === 0 ? wb.page.keyboard.press('Enter') : frame.locator(files).first().click());
    await wb.box().locator('input').first().press('Escape');
    await focusBackAt(frame, files);
  }
});

test('preset: gives the focus back to its button when it is not saved', async () => {
  const frame = await paperBoat();
  await tab(frame, 'Presets');
  await frame.locator('.panel .actions vscode-button').first().focus();
  await wb.page.keyboard.press('Enter');
  await wb.box('Save Preset').waitFor();
  await wb.closeQuickInput();
  await focusBackAt(frame, '.panel .actions vscode-button');
});

test('several runs: ask once with the total price and increment the seed', async () => {
  const frame = await paperBoat();
  await tab(frame, 'Batch');
  await frame.locator('.batch-line input').fill('2');
  await run(frame).filter({ hasText: 'Run 2' }).click();
  const before = wb.emulator.submissions.length;
  await dialog().getByText('Run 2 tasks with').waitFor();
  await dialog().locator('.monaco-button', { hasText: 'Run' }).click();
  if (wb.emulator.submissions.length < before + 2)
    await wb.emulator.whenRequest(() => wb.emulator.submissions.length >= before + 2);
  const seeds = wb.emulator.submissions.slice(-2).map(({ input }) => input['seed']);
  assert.deepEqual(seeds.toSorted(), [7, 8]);
});

test('request: is shown, and copied without the key', async () => {
  const frame = await paperBoat();
  await tab(frame, 'Request');
  const text = await frame.locator('.request').innerText();
  const { model, input } = JSON.parse(text) as { model: string; input: Readonly<Record<string, unknown>> };
  assert.deepEqual([model, input['prompt'], input['seed']], ['wan/2-5-text-to-video', 'A paper boat', 7]);
  await frame.getByText('Copy as cURL').click();
});

test('presets: are saved into the settings and applied again', async () => {
  const frame = await paperBoat();
  await tab(frame, 'Presets');
  await frame.getByText('Save preset…').click();
  await wb.quickInput(undefined, '(1/3)'); // all except prompt and files
  await wb.quickInput('Lucky seven', '(2/3)');
  await wb.quickInput(undefined, '(3/3)'); // for this model, in the user settings
  await frame.locator('.chip', { hasText: 'Lucky seven' }).waitFor();
  await field(frame, 'seed').locator('input').fill('1');
  await frame.locator('.chip', { hasText: 'Lucky seven' }).click();
  await frame.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.field[data-path=seed] input')?.value === '7'
  );
});

test('form: keeps drafts, favorites and the model on reload; legacy has a successor', async () => {
  let frame = await paperBoat();
  await frame.locator('.model .toggle').click();
  await frame.locator('.model .toggle[aria-pressed=true]').waitFor();
  await field(frame, 'prompt').locator('textarea').fill('A paper boat in the rain');
  await wb.page.waitForTimeout(300); // until the host has saved it
  await wb.reload();
  frame = await form();
  await frame.locator('.model .toggle[aria-pressed=true]').waitFor();
  await frame.waitForFunction(
    () =>
      (document.querySelector('.field[data-path=prompt] vscode-text-area') as unknown as { value: string }).value ===
      'A paper boat in the rain'
  );
  await frame.locator('#model .picker-button').click();
  assert.equal(await frame.locator('#model .picker-group').first().innerText(), 'Favorites');
});
