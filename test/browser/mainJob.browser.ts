// The main job as a person does it, in the real workbench: a better picture, a file from an idea, tasks found again.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import type { Frame } from 'playwright-core';
import { holds } from './harness/window.ts';
import { screenshotOnFailure, startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
screenshotOnFailure(() => wb);

const inWorkspace = (...names: string[]) => path.join(wb.workspace, ...names);

/** Waits until a file is there; the explorer shows what the disk has. */
async function fileShows(name: string): Promise<Buffer> {
  await (await wb.explorerRow(name)).waitFor();
  return fs.readFile(inWorkspace(name));
}

async function openForm(): Promise<Frame> {
  await wb.openContainer('KIE');
  return wb.webviewFrame('kie-picker');
}

async function chooseModel(form: Frame, text: string, name: string): Promise<void> {
  await form.locator('#model .picker-button').click();
  await form.locator('#model .picker-search').fill(text);
  await form.locator('#model .picker-search').press('Enter');
  await form.locator('#model .picker-button', { hasText: name }).waitFor();
}

const tasks = () => wb.page.locator('.pane', { hasText: 'Tasks' }).last();

test('a right-click on a picture upscales it into a file beside it', async () => {
  const row = await wb.explorerRow('portrait.png');
  await wb.contextMenu(row, 'KIE', 'Upscale');
  const source = PNG.sync.read(await fs.readFile(inWorkspace('portrait.png')));
  const result = PNG.sync.read(await fileShows('portrait.upscaled.png'));
  assert.deepEqual([result.width, result.height], [source.width * 2, source.height * 2]);
  assert.equal(wb.emulator.submissions.length, 1);
});

test('a right-click removes the background and never overwrites an earlier result', async () => {
  for (const name of ['portrait.no-bg.png', 'portrait.no-bg-2.png']) {
    await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Remove Background');
    await fileShows(name);
  }
  const { data } = PNG.sync.read(await fs.readFile(inWorkspace('portrait.no-bg.png')));
  assert.equal(data[3], 0, 'the corner is transparent');
});

test('the menu offers each kind of file what KIE can do with it', async () => {
  const labels = async (name: string) => wb.contextMenuLabels(await wb.explorerRow(name), 'KIE');
  assert.deepEqual(await labels('landscape.jpg'), [
    'Upscale',
    'Remove Background',
    'Edit with KIE…',
    'Animate with KIE…'
  ]);
  assert.deepEqual(await labels('clip.mp4'), ['Upscale Video']);
  assert.deepEqual(await labels('melody.mp3'), ['Isolate Voice']);
});

test('the form runs an idea: model, prompt, price on the button, a file in the output folder', async () => {
  const form = await openForm();
  await chooseModel(form, 'seedream/4.5-text-to-image', 'Seedream 4.5');
  await form.locator('.field[data-path="prompt"] textarea').fill('A lighthouse at dawn');
  const run = form.locator('.run:not([disabled])');
  await run.filter({ hasText: 'credits' }).waitFor();
  const before = wb.emulator.submissions.length;
  await run.dblclick();
  await form
    .locator('.tasks li', { hasText: /Done|Saved/i })
    .first()
    .waitFor();
  assert.equal(wb.emulator.submissions.length, before + 1, 'a double click buys once');
  const [file] = await fs.readdir(inWorkspace('kie'));
  assert.match(file ?? '', /A-lighthouse-at-dawn\.(png|jpg)$/);
});

test('the tasks view shows what ran, and opens a result', async () => {
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'Seedream').waitFor();
  await wb.treeRow(tasks(), 'Recraft Crisp Upscale').waitFor();
  await wb.contextMenu(wb.treeRow(tasks(), 'Recraft Crisp Upscale'), 'Open Result');
  await wb.page.locator('.tab', { hasText: 'portrait.upscaled.png' }).waitFor();
});

test('Edit with KIE opens the form with the picture in it', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Edit with KIE…');
  const form = await wb.webviewFrame('.media-item');
  await form.locator('.media-item', { hasText: 'portrait.png' }).waitFor();
});

test('Edit with KIE keeps what was typed for the model before', async () => {
  const form = await openForm();
  await form.locator('.field[data-path="prompt"] textarea').fill('Make it night');
  await form.locator('.run:not([disabled])').filter({ hasText: 'credit' }).waitFor();
  await wb.contextMenu(await wb.explorerRow('product.webp'), 'KIE', 'Edit with KIE…');
  const again = await wb.webviewFrame('.media-item');
  await again.locator('.media-item', { hasText: 'product.webp' }).waitFor();
  await holds(again.locator('.field[data-path="prompt"] textarea'), 'Make it night');
});

test('several pictures for a model that takes one: it is said, and each gets a run of its own', async () => {
  const before = wb.emulator.submissions.length;
  const box = wb.page.locator('.quick-input-widget:visible');
  await (await wb.explorerRow('portrait.png')).click();
  await (await wb.explorerRow('landscape.jpg')).click({ modifiers: ['ControlOrMeta'] });
  await wb.contextMenu(await wb.explorerRow('landscape.jpg'), 'KIE', 'Animate with KIE…');
  await box.locator('.quick-input-title', { hasText: 'takes 1 of the 2 files' }).waitFor();
  await box.locator('.monaco-list-row', { hasText: 'One run for each of the 2 files' }).click();
  await box.locator('.quick-input-title', { hasText: '(1/1)' }).waitFor();
  await wb.quickInput('It moves');
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: /on 2 files for/ });
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await assertSoon(() => wb.emulator.submissions.length === before + 2);
  const inputs = wb.emulator.submissions.slice(before).map(({ input }) => input);
  assert.deepEqual(
    inputs.map(input => input['prompt']),
    ['It moves', 'It moves']
  );
  assert.equal(new Set(inputs.map(input => input['image_url'])).size, 2);
});

test('the palette generates a picture in short steps', async () => {
  const before = wb.emulator.submissions.length;
  const step = (n: string) => wb.page.locator('.quick-input-title', { hasText: n }).waitFor();
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  await wb.quickInput('Seedream 4.5');
  await step('(2/3)');
  await wb.quickInput('A paper boat');
  await step('(3/3)');
  await wb.quickInput();
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'A paper boat').waitFor();
  await assertSoon(() => wb.emulator.submissions.length === before + 1);
});

test('what was running when the window reloads is followed to its end', async () => {
  const polls = 4; // enough that it cannot end before the reload
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'state', word: 'thinking', polls } });
  const form = await openForm();
  await chooseModel(form, 'z-image', 'Z-Image');
  await form.locator('.field[data-path="prompt"] textarea').fill('A slow sunrise');
  const before = wb.emulator.submissions.length;
  await form.locator('.run:not([disabled])').filter({ hasText: 'credit' }).click();
  await assertSoon(() => wb.emulator.submissions.length === before + 1);
  await wb.reload();
  await wb.openContainer('KIE');
  const row = wb.treeRow(tasks(), 'A slow sunrise');
  await row.filter({ hasText: 'Done' }).waitFor({ timeout: 90_000 });
  assert.equal(wb.emulator.submissions.length, before + 1, 'a reload buys nothing');
  assert.equal(wb.emulator.leaks.length, 0, 'the key went to no storage host');
});

async function assertSoon(holds: () => boolean): Promise<void> {
  if (holds()) return;
  await wb.emulator.whenRequest(() => holds());
}
