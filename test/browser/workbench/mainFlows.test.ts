// The main workflow in the real workbench: an upscaled image, a file from an idea, resumed tasks.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { evidenceOnFailure } from '../harness/evidence.ts';
import {
  filesBelow,
  waitForSubmissions,
  chooseModel,
  generateImage,
  holdTasks,
  openForm
} from '../harness/commonSteps.ts';
import { actUntilVisible, waitForValue } from '../harness/waiting.ts';
import { done } from '../harness/commonSteps.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const inWorkspace = (...names: string[]) => path.join(wb.workspace, ...names);

/** Waits until the file exists; the explorer shows the state of the disk. */
async function fileShows(name: string): Promise<Buffer> {
  await (await wb.explorerRow(name)).waitFor();
  return fs.readFile(inWorkspace(name));
}

const tasks = () => wb.page.locator('.pane', { hasText: 'Tasks' }).last();

test('explorer menu: upscales an image into a file beside it', async () => {
  const row = await wb.explorerRow('portrait.png');
  await wb.contextMenu(row, 'KIE', 'Upscale');
  const source = PNG.sync.read(await fs.readFile(inWorkspace('portrait.png')));
  const result = PNG.sync.read(await fileShows('portrait.upscaled.png'));
  assert.deepEqual([result.width, result.height], [source.width * 2, source.height * 2]);
  assert.equal(wb.emulator.submissions.length, 1);
});

test('explorer menu: removes the background and never overwrites an earlier result', async () => {
  for (const name of ['portrait.no-bg.png', 'portrait.no-bg-2.png']) {
    await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Remove Background');
    await fileShows(name);
  }
  const { data } = PNG.sync.read(await fs.readFile(inWorkspace('portrait.no-bg.png')));
  assert.equal(data[3], 0, 'the corner is transparent');
});

test('explorer menu: offers the commands that fit the type of file', async () => {
  const labels = async (name: string) => wb.contextMenuLabels(await wb.explorerRow(name), 'KIE');
  assert.deepEqual(await labels('landscape.jpg'), [
    'Upscale',
    'Remove Background',
    'Edit with KIE…',
    'Animate with KIE…',
    'Use In…',
    'Open in Result Editor'
  ]);
  assert.deepEqual(await labels('clip.mp4'), ['Upscale Video', 'Use In…', 'Open in Result Editor']);
  assert.deepEqual(await labels('melody.mp3'), ['Isolate Voice', 'Use In…', 'Open in Result Editor']);
});

test('form: runs a prompt with a model and shows the price on the button', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'seedream/4.5-text-to-image', 'Seedream 4.5');
  await form.locator('.field[data-path="prompt"] textarea').fill('A lighthouse at dawn');
  const run = form.locator('.run:not([aria-disabled])');
  await run.filter({ hasText: 'credits' }).waitFor();
  const before = wb.emulator.submissions.length;
  await run.dblclick();
  await form.locator('.task-item', { hasText: 'Done' }).first().waitFor();
  assert.equal(wb.emulator.submissions.length, before + 1, 'a double click buys once');
  const [file] = await filesBelow(inWorkspace('kie'));
  assert.match(file ?? '', /^\d{4}-\d\d-\d\d\/A-lighthouse-at-dawn-\d{6}\.(png|jpg)$/);
});

test('Tasks view: lists the tasks and opens a result, large or as a file', async () => {
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'Seedream').waitFor();
  await wb.treeRow(tasks(), 'Recraft Crisp Upscale').waitFor();
  // VS Code drops a command of a replaced item, and an editor stores a thumbnail for its item, which replaces it.
  await actUntilVisible(wb.page.locator('.tab.active', { hasText: 'portrait.upscaled' }), () =>
    wb.contextMenu(wb.treeRow(tasks(), 'Recraft Crisp Upscale'), 'Open in Result Editor')
  );
  await (await wb.webviewFrame('.zoom-image[alt*="portrait.upscaled"]')).locator('.zoom-image').waitFor();
  await actUntilVisible(wb.page.locator('.statusbar-item', { hasText: /\d+x\d+/ }), () =>
    wb.contextMenu(wb.treeRow(tasks(), 'Recraft Crisp Upscale'), 'Open File')
  );
});

test('Edit with KIE: opens the form with the image', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Edit with KIE…');
  const form = await wb.webviewFrame('.media-item');
  await form.locator('.media-item', { hasText: 'portrait.png' }).waitFor();
});

test('Edit with KIE: starts from the last prompt for its model', async () => {
  const form = await openForm(wb);
  await form.locator('.field[data-path="prompt"] textarea').fill('Make it night');
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).waitFor();
  await wb.contextMenu(await wb.explorerRow('product.webp'), 'KIE', 'Edit with KIE…');
  const again = await wb.webviewFrame('.media-item');
  await again.locator('.media-item', { hasText: 'product.webp' }).waitFor();
  await waitForValue(again.locator('.field[data-path="prompt"] textarea'), 'Make it night');
});

test('Edit with KIE: makes one run per image for a model that takes only one', async () => {
  const before = wb.emulator.submissions.length;
  await (await wb.explorerRow('portrait.png')).click();
  await (await wb.explorerRow('landscape.jpg')).click({ modifiers: ['ControlOrMeta'] });
  await wb.contextMenu(await wb.explorerRow('landscape.jpg'), 'KIE', 'Animate with KIE…');
  await wb.pick('Run once for each of the 2 files', 'accepts 1 of the 2 files');
  await wb.quickInput('It moves', '(1/1)');
  await wb.answer(/on 2 files for/, 'Run');
  await waitForSubmissions(wb, before + 2);
  const inputs = wb.emulator.submissions.slice(before).map(({ input }) => input);
  assert.deepEqual(
    inputs.map(input => input['prompt']),
    ['It moves', 'It moves']
  );
  assert.equal(new Set(inputs.map(input => input['image_url'])).size, 2);
});

test('Use in: takes all selected files of one kind, and counts them', async () => {
  for (const name of ['portrait.png', 'landscape.jpg', 'clip.mp4'])
    await (await wb.explorerRow(name)).click({ modifiers: name === 'portrait.png' ? [] : ['ControlOrMeta'] });
  await wb.contextMenu(await wb.explorerRow('landscape.jpg'), 'KIE', 'Use In…');
  await wb.pick('Edit…', 'Use 2 of 3 files in…');
  const form = await wb.webviewFrame('.media-item');
  for (const name of ['portrait.png', 'landscape.jpg']) await form.locator('.media-item', { hasText: name }).waitFor();
});

test('command palette: generates an image in short steps', async () => {
  await generateImage(wb, 'A paper boat');
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'A paper boat').waitFor();
});

test('window reload: tracks running tasks to their end', async t => {
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  const form = await openForm(wb);
  await chooseModel(form, 'z-image', 'Z-Image');
  await form.locator('.field[data-path="prompt"] textarea').fill('A slow sunrise');
  const before = wb.emulator.submissions.length;
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).click();
  await waitForSubmissions(wb, before + 1);
  await wb.reload();
  await wb.openContainer('KIE');
  const row = wb.treeRow(tasks(), 'A slow sunrise');
  await row.filter({ hasText: 'Running' }).waitFor();
  held.release();
  await done(row).waitFor();
  assert.equal(wb.emulator.submissions.length, before + 1, 'a reload buys nothing');
  assert.equal(wb.emulator.leaks.length, 0, 'no storage host received the key');
});
