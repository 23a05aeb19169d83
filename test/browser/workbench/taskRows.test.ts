// The items of the Tasks view: their texts, thumbnails, details, filter and dragging.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { chooseModel, done, generateImage, openForm, prepareImage } from '../harness/commonSteps.ts';
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

/** Drags an item as a user does: slowly enough for the target to react. */
async function drag(from: Locator, to: Locator, isReady: () => Promise<unknown>, key?: string): Promise<void> {
  const middle = async (of: Locator): Promise<readonly [number, number]> => {
    const { x, y, width, height } = (await of.boundingBox())!;
    return [x + width / 3, y + height / 2];
  };
  const { mouse } = wb.page;
  const [start, end] = [await middle(from), await middle(to)];
  await mouse.move(...start);
  await mouse.down();
  await mouse.move(start[0] + 20, start[1], { steps: 3 });
  if (key !== undefined) await wb.page.keyboard.down(key);
  await mouse.move(start[0] + 30, start[1] + 3, { steps: 5 });
  await mouse.move(...end, { steps: 8 });
  await isReady();
  await mouse.move(end[0] + 3, end[1], { steps: 3 });
  await mouse.up();
  if (key !== undefined) await wb.page.keyboard.up(key);
}

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
  await wb.page.locator('.action-label[aria-label^="Clear Filter"]').first().click();
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

test('finished batch: has a menu, and its items are named by what varies', async () => {
  const folder = path.join(wb.workspace, 'photos');
  await fs.mkdir(folder);
  for (const name of ['first.webp', 'second.webp'])
    await fs.copyFile(path.join(wb.workspace, 'product.webp'), path.join(folder, name));
  await wb.contextMenu(await wb.explorerRow('photos'), 'KIE', 'Upscale');
  await wb.answer(/Upscale 2 images/, 'Run');
  await wb.openContainer('KIE');
  const batch = row('Upscale images').filter({ hasText: /2 of 2 done · just now · .*credits?/ });
  await batch.waitFor();
  await batch.click();
  for (const name of ['first.webp', 'second.webp']) await done(row(name)).waitFor();
  await wb.screenshot('task-rows-batch');
  await wb.contextMenu(batch, 'Run Again…');
  await wb.answer(/Run 2 tasks again for 1 credit\?/, 'Cancel');
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
