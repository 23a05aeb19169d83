// The items of the Tasks view: their texts, names, thumbnails, details, menus, filter and dragging.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { drag } from '../harness/drag.ts';
import {
  chooseModel,
  createSong,
  done,
  generateImage,
  holdTasks,
  openForm,
  prepareImage,
  waitForSubmissions
} from '../harness/commonSteps.ts';
import { actionNames, treeNames } from '../harness/treeNames.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';
import { themes } from '../../vscodeHost/settings.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({
    emulator: { taskMs: 300 },
    settings: { 'kie.notifications': 'none', 'workbench.colorTheme': themes.light }
  });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp): Locator => tasks().locator('.monaco-list-row', { hasText: text }).first();

test('item: shows prompt, model, age and charged credits, and the image as its icon', async () => {
  await generateImage(wb, 'A fox in snow');
  await wb.openContainer('KIE');
  await done(row('A fox in snow')).waitFor();
  await row('A fox in snow')
    .filter({ hasText: /Seedream 4\.5 · just now · .*credits/ })
    .waitFor();
  const icon = row('A fox in snow').locator('.custom-view-tree-node-item-icon[style*="background-image"]');
  await icon.waitFor();
  const url = /url\(["'](.+?)["']\)/.exec((await icon.getAttribute('style')) ?? '')?.[1] ?? '';
  const answer = await wb.page.request.get(new URL(url, wb.page.url()).href);
  assert.match(answer.headers()['content-type'] ?? '', /^image\//, 'the workbench can load the file');
});

test('failed item: opens its whole reason and offers the remedy', async () => {
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'code', code: 402 } });
  await prepareImage(wb, 'A dark river');
  await wb.pick('Run (', '(3/3)');
  await wb.openContainer('KIE');
  await row('A dark river')
    .filter({ hasText: 'Failed · Seedream 4.5 · ' })
    .filter({ hasText: 'not charged' })
    .waitFor();
  await row('A dark river').click();
  const editor = await wb.webviewFrame('vscode-button:has-text("Top Up")');
  await editor.getByText('credits', { exact: false }).first().waitFor();
  await row('A dark river').hover();
  await row('A dark river').locator('.action-label[aria-label="Top Up"]').waitFor();
  await wb.screenshot('task-details');
});

test('Filter Tasks: shows the tasks with these words until the filter is cleared', async () => {
  await tasks().hover();
  await wb.page.locator('.action-label[aria-label^="Filter Tasks"]').first().click();
  await wb.quickInput('fox');
  await row('A dark river').waitFor({ state: 'detached' });
  await row('A fox in snow').waitFor();
  await tasks().getByText('Filter: fox').waitFor();
  await wb.screenshot('tasks-filtered');
  await wb.page.locator('.action-label[aria-label^="Clear Task Filter"]').first().click();
  await row('A dark river').waitFor();
});

test('dragged item: opens its file where it is dropped among the editors', async () => {
  await wb.runCommand('View: Close All Editors');
  await drag(row('A fox in snow'), wb.page.locator('.editor-group-container').first(), async () =>
    wb.page.locator('#monaco-workbench-editor-drop-overlay').waitFor()
  );
  await wb.page.locator('.tab', { hasText: 'A-fox-in-snow' }).waitFor();
});

test('dragged item: becomes the input of a media field when Shift is held', async () => {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  const field = form.locator('.field[data-path="image_input"] .media-field');
  await field.scrollIntoViewIfNeeded();
  // The webview takes part in a drag once Shift is held in the workbench.
  await drag(row('A fox in snow'), field, () => Promise.resolve(), 'Shift');
  await form.locator('.media-item', { hasText: 'A-fox-in-snow' }).waitFor();
});

/** Upscales copies of images of the workspace, given as copy and original, as a batch. */
async function upscaleFolder(folder: string, files: readonly (readonly [string, string])[]): Promise<void> {
  const dir = path.join(wb.workspace, folder);
  await fs.mkdir(dir);
  for (const [name, of] of files) await fs.copyFile(path.join(wb.workspace, of), path.join(dir, name));
  await wb.contextMenu(await wb.explorerRow(folder), 'KIE', 'Upscale');
  await wb.answer(new RegExp(`Upscale ${files.length} images`), 'Run');
  await wb.openContainer('KIE');
}

test('finished batch: its items are named by what varies', async () => {
  const files = ['first.webp', 'second.webp'].map(name => [name, 'product.webp'] as const);
  await upscaleFolder('photos', files);
  const batch = row('Upscale images').filter({ hasText: /2 of 2 done · just now · .*credits?/ });
  await batch.waitFor();
  await batch.click();
  for (const name of ['first.webp', 'second.webp']) await done(row(name)).waitFor();
  await wb.screenshot('task-rows-batch');
});

test('finished batch: retries failures, shows its folder, runs again, can be removed', async () => {
  const effect = { kind: 'fail', failCode: '400', failMsg: 'Too dark.', isEndNamed: true } as const;
  wb.emulator.faults.script({ call: 'task', input: 'third', effect });
  // Different images, because the same image would be uploaded once, under one name.
  await upscaleFolder('drafts', [
    ['third.png', 'portrait.png'],
    ['fourth.jpg', 'landscape.jpg']
  ]);
  const failed = row('1 of 2 done, 1 failed');
  await failed.waitFor();
  assert.deepEqual(await wb.contextMenuLabels(failed), [
    'Retry Failed…',
    'Open Folder',
    'Run Again…',
    'Remove from List'
  ]);
  const before = wb.emulator.submissions.length;
  await wb.contextMenu(failed, 'Retry Failed…');
  await wb.answer(/Retry 1 failed task of Upscale images for 0\.5 credits\?/, 'Retry');
  await failed.waitFor({ state: 'detached' });
  const batch = row('Upscale images').filter({ hasText: '2 of 2 done' });
  await batch.waitFor();
  await wb.contextMenu(batch, 'Open Folder');
  await wb.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: '.upscaled.' }).waitFor();
  await wb.openContainer('KIE');
  await wb.contextMenu(batch, 'Run Again…');
  await wb.answer(/Run 2 tasks again for 1 credit\?/, 'Run Again');
  await waitForSubmissions(wb, before + 3);
  for (const name of ['third.png', 'fourth.jpg']) await done(row(name)).waitFor();
  await wb.contextMenu(batch, 'Remove from List');
  const batches = tasks().locator('.monaco-list-row', { hasText: 'Upscale images' });
  await batches.nth(1).waitFor({ state: 'detached' });
  await wb.pressInNotification('Removed 3 tasks from the list.', 'Undo');
  await batches.nth(1).waitFor();
});

test('Collapse All: hides the items of all groups', async () => {
  await tasks().hover();
  await tasks().locator('.action-label[aria-label="Collapse All"]').click();
  await row('A fox in snow').waitFor({ state: 'detached' });
  await row('Today').click();
  await row('A fox in snow').waitFor();
});

test('accessible names: items, inline actions and toolbar buttons each have one', async t => {
  await wb.runCommand('KIE: Track Task by ID…');
  await wb.quickInput(await createSong(wb.emulator, 'A quiet song'));
  await done(row('A quiet song')).click();
  await wb.page.keyboard.press('ArrowRight');
  await row('Cover 2').waitFor();
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'resetAfter' } });
  await generateImage(wb, 'A torn letter');
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  await generateImage(wb, 'A slow river');
  await wb.openContainer('KIE');
  // The list keeps only items in the page that fit into the view.
  await wb.page.locator('.pane-header', { hasText: 'Generate' }).click();
  await row('A slow river').filter({ hasText: 'Running' }).waitFor();
  const open = ['Open File', 'Use In…', 'Run Again… (Ctrl+Enter)'];
  const file = ['Open File', 'Reveal Result in Explorer', 'Use In…'];
  const copy = (name: string) => [`${name}, Done, Recraft Crisp Upscale, <age>, 0.5 credits`, open];
  assert.deepEqual(Object.entries(await treeNames(tasks())), [
    ['Running, 1 item', []],
    ['A slow river, Running, Seedream 4.5, <time>, ≈ 6.5 credits', ['Stop Tracking']],
    ['Today, 8 items', []],
    ['A torn letter, Status unknown, Seedream 4.5, <age>, ≈ 6.5 credits', ['Resolve…', 'Enter Task ID…']],
    ['A quiet song, Done, Suno Generate Music, <age>', open],
    ['A quiet song 1, Audio, A-quiet-song-<number>.mp3', file],
    ['Cover 1, Image, A-quiet-song-<number>-cover.jpg', file],
    ['A quiet song 2, Audio, A-quiet-song-<number>-2.mp3', file],
    ['Cover 2, Image, A-quiet-song-<number>-cover-2.jpg', file],
    copy('third.png'),
    copy('fourth.jpg'),
    ['Upscale images, 2 of 2 done, <age>, 1.5 credits', ['Open Folder']],
    ['Upscale images, 2 of 2 done, <age>, 1 credit', ['Open Folder']],
    ['A dark river, Failed, Seedream 4.5, <age>, not charged', ['Top Up', 'Run Again… (Ctrl+Enter)']],
    ['A fox in snow, Done, Seedream 4.5, <age>, 6.5 credits', open]
  ]);
  await tasks().hover();
  assert.deepEqual(await actionNames(tasks().locator('.pane-header')), [
    'New Request',
    'Refresh Tasks',
    'Filter Tasks…',
    'Collapse All',
    'More Actions...'
  ]);
  await wb.screenshot('task-names');
});

test('themes: items are readable in all of them', async () => {
  for (const [name, theme] of Object.entries(themes)) {
    await wb.runCommand('Preferences: Color Theme');
    await wb.quickInput(theme);
    await row('A fox in snow').waitFor();
    await row('A fox in snow').hover();
    await wb.screenshot(`task-rows-${name}`);
  }
});
