// The Result editor: opens by itself without taking the focus, shows a result large, and leads to the next step.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { chooseModel, openForm, waitForSubmissions } from '../harness/commonSteps.ts';
import { actUntilVisible, eventually, waitForStoredText } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, size: { width: 1280, height: 860, scale: 1 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const editor = (): Promise<Frame> => wb.webviewFrame('.result-tools');
/** The editor once it shows this image: VS Code loads the page again when it may read another folder. */
const editorOf = (name: string): Promise<Frame> => wb.webviewFrame(`.zoom-image[alt="${name}"]`);
const tab = (name: RegExp): Locator => wb.page.locator('.tab.active', { hasText: name });
const tool = (page: Frame, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Waits until all images of the stage are loaded. The policy of the page forbids `waitForFunction`. */
const shown = (page: Frame): Promise<void> =>
  eventually('loaded images', () =>
    page
      .evaluate('[...document.querySelectorAll(".zoom-canvas img")].every(image => image.naturalWidth > 0)')
      .then(Boolean)
  );

/** Starts a run of an image in the form, whose status is in the bar then. */
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
  await tab(/lantern/i).waitFor();
  const page = await editor();
  await page.locator('.zoom-image').waitFor();
  assert.equal(await form.evaluate('document.hasFocus()'), true);
  const line = form.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await line.filter({ hasText: /Seedream 4\.5\s+Done in/ }).waitFor();
  await line.getByRole('button', { name: 'Dismiss' }).click();
  await line.waitFor({ state: 'detached' });
  await wb.screenshot('result-editor');
});

test('Result editor: names every control and shows the request and the cost', async () => {
  const page = await editor();
  const tree = await page.locator('main').ariaSnapshot();
  // Each control of the toolkit has a button inside.
  const names = [...new Set([...tree.matchAll(/button "([^"]+)"/g)].map(([, name]) => name))];
  assert.deepEqual(names, [
    'Use In…',
    'Run Again…',
    'Edit Request',
    'Compare With…',
    'Insert into Editor',
    'Copy Image',
    'Reveal in Explorer',
    'Open File',
    'Delete File…',
    'Keep Open',
    'Zoom Out',
    'Zoom In',
    'Fit to Window',
    'Show Actual Size',
    'Copy Prompt',
    'Copy Task ID'
  ]);
  const details = page.getByRole('complementary', { name: 'Details' });
  const text = await details.innerText();
  for (const part of [
    /Seedream 4\.5/,
    /Prompt\s+A paper lantern/,
    /Aspect Ratio\s+1:1/,
    /Charged\s+6\.5 credits \(\$0\.0325\)/
  ])
    assert.match(text, part);
  assert.match(text, new RegExp(`Task ID\\s+${wb.emulator.submissions[0]?.taskId ?? 'none'}`));
});

test('Result editor: copies the prompt and the task ID', async () => {
  await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: wb.server.origin });
  const page = await editor();
  const copied = (text: string): Promise<void> =>
    eventually(
      `the copied text ${text}`,
      async () => (await wb.page.evaluate('navigator.clipboard.readText()')) === text
    );
  await tool(page, 'Copy Prompt').click();
  await copied('A paper lantern');
  await tool(page, 'Copy Task ID').click();
  await copied(wb.emulator.submissions[0]?.taskId ?? 'none');
});

test('Result editor: zooms and pans by keyboard and mouse', async () => {
  const page = await editor();
  const view = page.locator('.zoom-view');
  const percent = page.locator('.zoom-percent');
  await view.focus();
  await wb.page.keyboard.press('1');
  await percent.filter({ hasText: '100%' }).waitFor();
  await wb.page.keyboard.press('+');
  await wb.page.keyboard.press('+');
  await percent.filter({ hasText: '200%' }).waitFor();
  const scrolled = (): Promise<number> => page.evaluate('document.querySelector(".zoom-view").scrollLeft').then(Number);
  const before = await scrolled();
  assert.ok(before > 0, 'zooms around the center');
  const box = await view.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await wb.page.mouse.move(x, y);
  await wb.page.mouse.down();
  await wb.page.mouse.move(x - 60, y, { steps: 4 });
  await wb.page.mouse.up();
  await eventually('a panned image', async () => (await scrolled()) >= before + 50);
  await wb.page.keyboard.press('0');
  await tool(page, 'Zoom Out').click();
  await percent.filter({ hasText: '75%' }).waitFor();
});

test('Result editor: shows the siblings of a batch by their varied value', async () => {
  const form = await openForm(wb);
  await form.locator('.panel-tab', { hasText: 'Batch' }).click();
  await form.getByLabel('Vary').selectOption('Aspect Ratio');
  for (const name of ['4:3', '16:9']) await form.locator('.panel .chip', { hasText: name }).click();
  const bought = wb.emulator.submissions.length;
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'Run 2' }).click();
  await wb.answer(/Run 2 tasks with Seedream/, 'Run');
  await waitForSubmissions(wb, bought + 2);
  const page = await editor();
  const strip = page.getByRole('navigation', { name: 'Results of this batch' });
  await strip.getByRole('button', { name: '4:3', exact: true }).waitFor();
  const wide = strip.getByRole('button', { name: '16:9', exact: true });
  await wide.locator('img').waitFor();
  await strip.locator('[aria-current]').focus();
  await wide.click();
  await strip.locator('[aria-current][aria-label="16:9"]').waitFor();
  await page.locator('.details', { hasText: /Aspect Ratio\s*16:9/ }).waitFor();
  await wb.screenshot('result-editor-batch');
});

test('Result editor: compares with the input and returns', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await wb.contextMenu(await wb.explorerRow('portrait.upscaled.png'), 'KIE', 'Open in Result Editor');
  await tab(/portrait\.upscaled\.png/).waitFor();
  const page = await editorOf('portrait.upscaled.png');
  await tool(page, 'Compare with Input').click();
  const slider = page.getByRole('slider', { name: 'Compare before and after' });
  await slider.fill('20');
  const share = await page.evaluate('document.querySelector(".zoom-canvas").style.getPropertyValue("--share")');
  assert.equal(share, '20%');
  await shown(page);
  await wb.screenshot('result-editor-compare');
  await tool(page, 'Exit Compare').click();
  await slider.waitFor({ state: 'detached' });
});

test('Result editor: makes the thumbnail of a large image for the Tasks view', async () => {
  const row = wb.page.locator('.pane .monaco-list-row', { hasText: 'portrait.png' }).first();
  const icon = (type: string): Locator => row.locator(`.custom-view-tree-node-item-icon[style*="${type}"]`);
  await wb.openContainer('KIE');
  await icon('upscaled.png').waitFor();
  // Bytes after the end of an image are ignored.
  await fs.appendFile(path.join(wb.workspace, 'portrait.upscaled.png'), Buffer.alloc(3_000_000));
  // The item is replaced when the thumbnail is stored, and VS Code drops a command of a replaced item.
  await actUntilVisible(wb.page.locator('.statusbar-item', { hasText: /\d+x\d+/ }), () =>
    wb.contextMenu(row, 'Open File')
  );
  await wb.runCommand('View: Close Editor');
  await tab(/portrait\.upscaled\.png/).waitFor();
  await icon('.webp').waitFor();
});

test('Result editor: leads to Use In… and to the request in the form', async () => {
  const page = await editor();
  await tool(page, 'Use In…').click();
  await wb.box().locator('.monaco-list-row', { hasText: 'Remove Background' }).first().waitFor();
  await wb.page.keyboard.press('Escape');
  await tool(page, 'Edit Request').click();
  const form = await wb.webviewFrame('kie-picker');
  await form.locator('#model .picker-button', { hasText: 'Recraft Crisp Upscale' }).waitFor();
  await form.locator('.media-item', { hasText: 'portrait.png' }).waitFor();
});

test('Result editor: inserts a reference into the text editor that it covers', async () => {
  await (await wb.explorerRow('README.md')).dblclick();
  await tab(/README\.md/).waitFor();
  await wb.contextMenu(await wb.explorerRow('portrait.upscaled.png'), 'KIE', 'Open in Result Editor');
  await tool(await editorOf('portrait.upscaled.png'), 'Insert into Editor').click();
  await wb.page.locator('.view-lines', { hasText: '![' }).filter({ hasText: 'portrait.upscaled.png' }).waitFor();
});

/** Renames a file or folder in the explorer. */
async function rename(from: string, to: string): Promise<void> {
  await wb.contextMenu(await wb.explorerRow(from), 'Rename...');
  const input = wb.page.locator('.explorer-folders-view .monaco-inputbox input');
  await input.fill(to);
  await input.press('Enter');
  await wb.explorerRow(to);
}

test('renamed file and folder: keep their results, also after Undo', async () => {
  await rename('portrait.upscaled.png', 'large.png');
  await wb.page.locator('.tab', { hasText: 'large.png' }).waitFor();
  await wb.page.keyboard.press('ControlOrMeta+z');
  await wb.page.locator('.tab', { hasText: 'portrait.upscaled.png' }).click();
  await editorOf('portrait.upscaled.png');
  await rename('kie', 'art');
  await wb.openContainer('KIE');
  const row = wb.page.locator('.pane .monaco-list-row[aria-label^="A paper lantern, Done, Seedream 4.5"]').first();
  await wb.contextMenu(row, 'Open in Result Editor');
  const page = await wb.webviewFrame('.zoom-image[alt^="A-paper-lantern"]');
  await shown(page);
});

test('Result editor: explains a failure and offers its remedy', async () => {
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Too dark.' } });
  const form = await run('A dark room');
  const line = form.getByRole('list', { name: 'Runs' }).getByRole('listitem').filter({ hasText: 'Too dark' });
  await line.getByRole('button', { name: 'Details: Seedream 4.5' }).click();
  const page = await editor();
  await page.locator('.stage-message', { hasText: 'Too dark.' }).waitFor();
  await wb.screenshot('result-editor-failed');
  await page.locator('.stage-message vscode-button').click();
  await eventually('the focus in the form', () => form.evaluate('document.hasFocus()').then(Boolean));
});

test('Result editor: survives a reload of the window', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.upscaled.png'), 'KIE', 'Open in Result Editor');
  const page = await editorOf('portrait.upscaled.png');
  await tool(page, 'Keep Open').click();
  await page.getByRole('button', { name: 'Keep Open', pressed: true }).waitFor();
  // The state is text inside text, with as many backslashes before each quote.
  const stored = [1, 3, 7, 15, 31].map(count => `isPinned${'\\'.repeat(count)}":true`);
  await Promise.any(stored.map(text => waitForStoredText(wb.page, text)));
  await wb.reload();
  await tab(/portrait\.upscaled\.png/).waitFor();
  const again = await editor();
  await again.getByRole('button', { name: 'Keep Open', pressed: true }).waitFor();
  await again.locator('.zoom-image').waitFor();
});

test('Result editor: deletes the file after a question', async () => {
  const page = await editor();
  await tool(page, 'Delete File…').click();
  await wb.answer('Delete portrait.upscaled.png?', 'Move to Trash');
  // The server of the tests has no trash.
  await wb.answer("Can't move portrait.upscaled.png to the trash", 'Delete Permanently');
  await page.locator('.stage-message', { hasText: 'The file was moved or deleted.' }).waitFor();
  await eventually('the deleted file', async () => !(await fs.readdir(wb.workspace)).includes('portrait.upscaled.png'));
  assert.ok((await fs.readdir(wb.workspace)).includes('portrait.png'), path.join(wb.workspace, 'portrait.png'));
});

test('missing file: Open File leads to the Result editor, which downloads it again', async () => {
  await wb.openContainer('KIE');
  const item = wb.treeRow(wb.page.locator('.pane', { hasText: 'Tasks' }).last(), 'Recraft Crisp Upscale');
  await wb.contextMenu(item, 'Open File');
  const page = await editor();
  await page
    .locator('.stage-message', { hasText: 'The file was moved or deleted.' })
    .locator('vscode-button', { hasText: 'Download Again' })
    .click();
  await page.locator('.zoom-image').waitFor();
});

test('Result editor: reveals the file, and runs the request again after a question', async () => {
  const page = await editor();
  await tool(page, 'Reveal in Explorer').click();
  await wb.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'portrait.upscaled' }).waitFor();
  const bought = wb.emulator.submissions.length;
  await tool(page, 'Run Again…').click();
  await wb.answer('Run Recraft Crisp Upscale for', 'Run');
  await waitForSubmissions(wb, bought + 1);
  assert.equal(wb.emulator.submissions.at(-1)?.model, 'recraft/crisp-upscale');
});
