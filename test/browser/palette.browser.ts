// From an idea to a file through the command palette, with what is selected in the editor; and the questions on the way.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { holds } from './harness/window.ts';
import { screenshotOnFailure, startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, settings: { 'kie.confirmAboveCredits': 30 } });
});
after(() => wb.stop());
screenshotOnFailure(() => wb);

const box = (): Locator => wb.page.locator('.quick-input-widget:visible');
const step = (n: string): Promise<void> => box().locator('.quick-input-title', { hasText: n }).waitFor();
const dialog = (): Locator => wb.page.locator('.monaco-dialog-box');
const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const submitted = () => wb.emulator.submissions.at(-1);

async function accepted(count: number): Promise<void> {
  await wb.emulator.whenRequest(() => wb.emulator.submissions.length >= count);
  assert.equal(wb.emulator.submissions.length, count);
}

test('the text that is selected in the editor is offered as the prompt of a picture', async () => {
  await fs.writeFile(path.join(wb.workspace, 'idea.txt'), 'A red balloon over the sea');
  await (await wb.explorerRow('idea.txt')).dblclick();
  await wb.page.locator('.tab.active', { hasText: 'idea.txt' }).waitFor();
  await wb.page.locator('.monaco-editor .view-line').first().click();
  await wb.page.keyboard.press('ControlOrMeta+a');
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  await wb.quickInput('Seedream 4.5');
  await step('(2/3)');
  assert.equal(await box().locator('input').first().inputValue(), 'A red balloon over the sea');
  await wb.quickInput();
  await step('(3/3)');
  await wb.quickInput();
  await accepted(1);
  assert.equal(submitted()?.input['prompt'], 'A red balloon over the sea');
  await wb.treeRow(tasks(), 'A red balloon').waitFor();
});

test('a step back keeps what was typed', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  await wb.quickInput('Seedream 4.5');
  await step('(2/3)');
  await wb.quickInput('A green balloon');
  await step('(3/3)');
  await box().locator('.quick-input-titlebar .codicon-quick-input-back').first().click();
  await step('(2/3)');
  assert.equal(await box().locator('input').first().inputValue(), 'A green balloon');
  await wb.page.keyboard.press('Escape');
  await accepted(1);
});

test('a costly video is asked about: no sends nothing, yes runs it', async () => {
  for (const [answer, count] of [
    ['Cancel', 1],
    ['Run', 2]
  ] as const) {
    await wb.runCommand('KIE: Generate Video…');
    await step('(1/');
    await wb.quickInput('kling-3.0/video');
    await step('(2/');
    await wb.quickInput('Clouds go by');
    await box().locator('.monaco-list-row', { hasText: 'Run (' }).click();
    await dialog()
      .filter({ hasText: /Run Kling.* for .*credits\?/ })
      .waitFor();
    await dialog().getByRole('button', { name: answer, exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await accepted(count);
    if (answer === 'Run') break;
    // Who says no has still got what was typed.
    await box().locator('.monaco-list-row', { hasText: 'Run (' }).waitFor();
    await box().locator('.quick-input-titlebar .codicon-quick-input-back').first().click();
    await step('(2/');
    assert.equal(await box().locator('input').first().inputValue(), 'Clouds go by');
    await wb.page.keyboard.press('Escape');
    await box().waitFor({ state: 'hidden' });
  }
  assert.equal(submitted()?.input['prompt'], 'Clouds go by');
  await wb.treeRow(tasks(), 'Clouds go by').waitFor();
});

test('speech is generated from a text', async () => {
  await wb.runCommand('KIE: Generate Speech or Music…');
  await step('(1/');
  await wb.quickInput('text-to-speech-multilingual-v2');
  await step('(2/');
  await wb.quickInput('Good evening.');
  await box().locator('.monaco-list-row', { hasText: 'Run (' }).click();
  await accepted(3);
  assert.equal(submitted()?.input['text'], 'Good evening.');
  await wb.openContainer('KIE');
  await wb.treeRow(tasks(), 'Good evening.').filter({ hasText: 'Done' }).waitFor();
});

test('"More options" opens the form with what was given', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  await wb.quickInput('Seedream 4.5');
  await step('(2/3)');
  await wb.quickInput('A blue balloon');
  await box().locator('.monaco-list-row', { hasText: 'More options' }).click();
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  await form.locator('#model .picker-button', { hasText: 'Seedream 4.5' }).waitFor();
  await holds(form.locator('.field[data-path="prompt"] textarea'), 'A blue balloon');
  await accepted(3);
});

test('the tab of an open picture has the menu too', async () => {
  await (await wb.explorerRow('portrait.png')).dblclick();
  const tab = wb.page.locator('.tab', { hasText: 'portrait.png' });
  await tab.waitFor();
  // Once the picture is drawn: as it comes up, the preview takes the focus, and a menu closes.
  await wb.page.locator('.statusbar-item', { hasText: /\d+x\d+/ }).waitFor();
  await wb.contextMenu(tab, 'KIE', 'Remove Background');
  await wb.explorerRow('portrait.no-bg.png');
  await accepted(4);
});

test('the status bar counts what runs, with a spinner', async () => {
  const status = wb.page.locator('#kie-studio\\.kie-studio\\.kie\\.status');
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'stuck' } });
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await status.filter({ hasText: /KIE 1\b/ }).waitFor();
  await status.locator('.codicon-loading').waitFor();
  await status.click();
  await box().locator('.monaco-list-row', { hasText: 'Recraft Crisp Upscale' }).waitFor();
  await wb.page.keyboard.press('Escape');
  await wb.openContainer('KIE');
  await wb.contextMenu(wb.treeRow(tasks(), 'Recraft Crisp Upscale'), 'Stop Following');
  await status.locator('.codicon-loading').waitFor({ state: 'detached' });
});

test('models stand under headings: used ones on top, then families; a slip of the fingers finds them too', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  const list = box().locator('.quick-input-list');
  await list.locator('.quick-input-list-separator', { hasText: 'Recently Used' }).first().waitFor();
  const first = list.locator('.monaco-list-row').first();
  assert.match(await first.innerText(), /Seedream 4\.5/);
  await box().locator('input').first().fill('seadream 4.5');
  await list.locator('.monaco-list-row', { hasText: 'seedream/4.5-text-to-image' }).waitFor();
  // It needs an id that only a result of its own can give.
  await box().locator('input').first().fill('segment-edit');
  await list.locator('.monaco-list-row', { hasText: 'segment-edit' }).waitFor({ state: 'detached' });
  await wb.page.keyboard.press('Escape');
});

test('a choice that a model requires is a step of its own', async () => {
  await wb.runCommand('KIE: Generate Image…');
  await step('(1/3)');
  await wb.quickInput('4o-image-api');
  await box().locator('.quick-input-title', { hasText: '(2/4)' }).waitFor();
  await wb.quickInput('A yellow balloon');
  await step('(3/4)');
  await box().locator('.monaco-list-row', { hasText: '3:2' }).click();
  await step('(4/4)');
  const before = wb.emulator.submissions.length;
  await box().locator('.monaco-list-row', { hasText: 'Run (' }).click();
  await accepted(before + 1);
  assert.deepEqual([submitted()?.input['prompt'], submitted()?.input['size']], ['A yellow balloon', '3:2']);
});
