// From an idea to a file through the command palette, with the text selected in the editor; and the questions on the
// way.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, waitForSubmissions as acceptedBy, prepareImage, holdTasks } from '../harness/commonSteps.ts';
import { actUntilVisible, waitForValue } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.confirmAboveCredits': 30 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const box = (): Locator => wb.box();
const step = (n: string): Promise<void> => wb.box(n).waitFor();
const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const submitted = () => wb.emulator.submissions.at(-1);

const accepted = (count: number): Promise<void> => acceptedBy(wb, count);

test('command palette: offers the text selected in the editor as the prompt', async () => {
  await fs.writeFile(path.join(wb.workspace, 'idea.txt'), 'A red balloon over the sea');
  await (await wb.explorerRow('idea.txt')).dblclick();
  await wb.page.locator('.tab.active', { hasText: 'idea.txt' }).waitFor();
  await wb.page.locator('.monaco-editor .view-line').first().click();
  await wb.page.keyboard.press('ControlOrMeta+a');
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('Seedream 4.5', '(1/3)');
  await step('(2/3)');
  await waitForValue(box().locator('input').first(), 'A red balloon over the sea');
  await wb.quickInput(undefined, '(2/3)');
  await wb.quickInput(undefined, '(3/3)');
  await accepted(1);
  assert.equal(submitted()?.input['prompt'], 'A red balloon over the sea');
  // The run leaves the user in the explorer.
  await wb.page.locator('.part.sidebar .explorer-viewlet').waitFor();
  await wb.pressInNotification(/KIE saved .*A-red-balloon/, 'Insert');
  await wb.page.locator('.view-line', { hasText: 'A-red-balloon' }).waitFor();
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'A red balloon').waitFor();
});

test('Back button: keeps the prompt', async () => {
  await prepareImage(wb, 'A green balloon');
  await box().locator('.quick-input-titlebar .codicon-quick-input-back').first().click();
  await step('(2/3)');
  await waitForValue(box().locator('input').first(), 'A green balloon');
  await wb.closeQuickInput();
  await accepted(1);
});

test('expensive video: is confirmed first; Cancel sends nothing, Run starts it', async () => {
  for (const [answer, count] of [
    ['Cancel', 1],
    ['Run', 2]
  ] as const) {
    await wb.runCommand('KIE: Generate Video…');
    await wb.quickInput('kling-3.0/video', '(1/');
    await wb.quickInput('Clouds go by', '(2/');
    await wb.pick('Run (');
    await wb.answer(/Run Kling.* for .*credits\?/, answer);
    await accepted(count);
    if (answer === 'Run') break;
    // Canceling keeps the typed text.
    await box().locator('.monaco-list-row', { hasText: 'Run (' }).waitFor();
    await box().locator('.quick-input-titlebar .codicon-quick-input-back').first().click();
    await step('(2/');
    await waitForValue(box().locator('input').first(), 'Clouds go by');
    await wb.closeQuickInput();
  }
  assert.equal(submitted()?.input['prompt'], 'Clouds go by');
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'Clouds go by').waitFor();
});

test('command palette: generates speech from a text', async () => {
  await wb.runCommand('KIE: Generate Speech or Music…');
  await wb.quickInput('text-to-speech-multilingual-v2', '(1/');
  await wb.quickInput('Good evening.', '(2/');
  await wb.pick('Run (');
  await accepted(3);
  assert.equal(submitted()?.input['text'], 'Good evening.');
  await wb.openContainer('KIE');
  await done(wb.treeRow(tasks(), 'Good evening.')).waitFor();
});

test('More options: opens the form with the values entered', async () => {
  await prepareImage(wb, 'A blue balloon');
  await wb.pick('More options', '(3/3)');
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  await form.locator('#model .picker-button', { hasText: 'Seedream 4.5' }).waitFor();
  await waitForValue(form.locator('.field[data-path="prompt"] textarea'), 'A blue balloon');
  await accepted(3);
});

test('editor tab: has the menu for an open image too', async () => {
  await (await wb.explorerRow('portrait.png')).dblclick();
  const tab = wb.page.locator('.tab', { hasText: 'portrait.png' });
  await tab.waitFor();
  // The preview takes the focus when it has drawn the image, and that closes menus and lists.
  await wb.page.locator('.statusbar-item', { hasText: /\d+x\d+/ }).waitFor();
  await actUntilVisible(wb.box('Use portrait.png in…'), () => wb.runCommand('KIE: Use In…'));
  await wb.closeQuickInput();
  await wb.contextMenu(tab, 'KIE', 'Remove Background');
  await wb.explorerRow('portrait.no-bg.png');
  await accepted(4);
});

test('status bar: counts running tasks, with a spinner', async t => {
  const status = wb.page.locator('#kie-studio\\.kie-studio\\.kie\\.status');
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await status.filter({ hasText: 'KIE: 1 task' }).waitFor();
  await status.locator('.codicon-loading').waitFor();
  await status.click();
  await box().locator('.monaco-list-row', { hasText: 'Recraft Crisp Upscale' }).waitFor();
  await wb.closeQuickInput();
  await wb.openContainer('KIE');
  await wb.contextMenu(wb.treeRow(tasks(), 'Recraft Crisp Upscale'), 'Stop Tracking');
  await status.locator('.codicon-loading').waitFor({ state: 'detached' });
  held.release();
});

test('model list: groups recent models first, then families, and tolerates a typo', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  const list = box().locator('.quick-input-list');
  await list.locator('.quick-input-list-separator', { hasText: 'Recently Used' }).first().waitFor();
  await list.locator('.monaco-list-row').first().filter({ hasText: 'Seedream 4.5' }).waitFor();
  await box().locator('input').first().fill('seadream 4.5');
  await list.locator('.monaco-list-row', { hasText: 'seedream/4.5-text-to-image' }).waitFor();
  // It needs an ID that only one of its own results can provide.
  await box().locator('input').first().fill('segment-edit');
  await list.locator('.monaco-list-row', { hasText: 'segment-edit' }).waitFor({ state: 'detached' });
  await wb.closeQuickInput();
});

test('command palette: asks for a required choice in its own step', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('4o-image-api', '(1/3)');
  await wb.quickInput('A yellow balloon', '(2/4)');
  await wb.pick('3:2', '(3/4)');
  const before = wb.emulator.submissions.length;
  await wb.pick('Run (', '(4/4)');
  await accepted(before + 1);
  assert.deepEqual([submitted()?.input['prompt'], submitted()?.input['size']], ['A yellow balloon', '3:2']);
});
