// What a person does with the lines of the Tasks view.
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
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
screenshotOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp): Locator => tasks().locator('.monaco-list-row', { hasText: text }).first();
const box = (): Locator => wb.page.locator('.quick-input-widget:visible');

const COPY_NOTHING = 'nothing was copied';

/** What a command of the line's menu puts on the clipboard. */
async function copied(command: string): Promise<string> {
  await wb.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(COPY_NOTHING)})`);
  await wb.contextMenu(row('A slow river'), command);
  for (let attempt = 0; attempt < 200; attempt++) {
    const text = String(await wb.page.evaluate('navigator.clipboard.readText()'));
    if (text !== COPY_NOTHING) return text;
    await wb.page.waitForTimeout(50); // the clipboard has no event
  }
  throw new Error(`"${command}" copied nothing.`);
}

async function generate(prompt: string): Promise<void> {
  const before = wb.emulator.submissions.length;
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('Seedream 4.5');
  await box().locator('.quick-input-title', { hasText: '(2/3)' }).waitFor();
  await wb.quickInput(prompt);
  await box().locator('.monaco-list-row', { hasText: 'Run (' }).click();
  await wb.emulator.whenRequest(() => wb.emulator.submissions.length > before);
  await wb.openContainer('KIE');
}

test('a task is no longer followed when it is stopped, and followed again on demand', async () => {
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'state', word: 'thinking', polls: 3 } });
  await generate('A slow river');
  await wb.contextMenu(row('A slow river'), 'Stop Following');
  await row('A slow river').filter({ hasText: 'Stopped' }).waitFor();
  await wb.contextMenu(row('A slow river'), 'Follow or Collect Again');
  await row('A slow river').filter({ hasText: 'Done' }).waitFor({ timeout: 60_000 });
  assert.equal(wb.emulator.submissions.length, 1);
});

test('a task that KIE may have accepted is never sent again, and goes on with its id', async () => {
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'resetAfter' } });
  await generate('A torn letter');
  await row('A torn letter').filter({ hasText: 'Unknown' }).waitFor();
  assert.equal(wb.emulator.submissions.length, 2);
  await wb.contextMenu(row('A torn letter'), 'Enter Task ID…');
  await wb.quickInput('no id');
  await box().locator('.quick-input-message', { hasText: 'Paste the task ID' }).waitFor();
  await wb.quickInput(wb.emulator.submissions.at(-1)?.taskId ?? '');
  await row('A torn letter').filter({ hasText: 'Done' }).waitFor({ timeout: 60_000 });
  assert.equal(wb.emulator.submissions.length, 2);
});

test('a request goes back into the form', async () => {
  await wb.contextMenu(row('A slow river'), 'Reuse in Form');
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  await form.locator('#model .picker-button', { hasText: 'Seedream 4.5' }).waitFor();
  await holds(form.locator('.field[data-path="prompt"] textarea'), 'A slow river');
});

test('a request is copied as JSON and as cURL, the key as a variable', async () => {
  await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: wb.server.origin });
  const json = JSON.parse(await copied('Copy Request as JSON')) as { model: string; input: { prompt: string } };
  assert.equal(json.model, 'seedream/4.5-text-to-image');
  assert.equal(json.input.prompt, 'A slow river');
  const curl = await copied('Copy Request as cURL');
  assert.match(curl, /^curl -X POST .*\/api\/v1\/jobs\/createTask/);
  assert.match(curl, /Bearer \$KIE_API_KEY/);
  assert.ok(!curl.includes(wb.emulator.key));
  assert.equal(await copied('Copy Prompt'), 'A slow river');
});

test('a task runs again as a new one, and one is removed without its file', async () => {
  await wb.openContainer('KIE');
  const before = wb.emulator.submissions.length;
  await wb.contextMenu(row('A torn letter'), 'Run Again…');
  await wb.emulator.whenRequest(() => wb.emulator.submissions.length > before);
  const both = tasks().locator('.monaco-list-row', { hasText: 'A torn letter' }).filter({ hasText: 'Done' });
  await both.nth(1).waitFor();
  const files = async (): Promise<number> => (await fs.readdir(path.join(wb.workspace, 'kie'))).length;
  const saved = await files();
  await wb.contextMenu(row('A slow river'), 'Remove from List');
  await row('A slow river').waitFor({ state: 'detached' });
  assert.equal(await files(), saved);
  assert.equal(wb.emulator.submissions.length, before + 1);
});

/** Selects a line, which opens its result, and goes back to the view: from there on by the keyboard alone. */
async function select(text: string): Promise<void> {
  await row(text).click();
  await wb.page.locator('.tab.active', { hasText: text.replaceAll(' ', '-') }).waitFor();
  await wb.runCommand('KIE: Show Tasks');
  await tasks().locator('.monaco-list:focus-within').waitFor();
}

test('the delete key asks which task is meant, for the focus may be on another line than the selection', async () => {
  for (const prompt of ['First of two', 'Second of two']) {
    await generate(prompt);
    await row(prompt).filter({ hasText: 'Done' }).waitFor();
  }
  await select('Second of two');
  await wb.page.keyboard.press('ArrowDown');
  await wb.page.keyboard.press('Delete');
  const offered = box().locator('.monaco-list-row');
  await offered.filter({ hasText: 'Seedream 4.5' }).filter({ hasText: 'First of two' }).waitFor();
  await wb.page.keyboard.press('Escape');
  await box().waitFor({ state: 'hidden' });
  for (const prompt of ['First of two', 'Second of two']) await row(prompt).waitFor();
  await select('Second of two');
  await wb.page.keyboard.press('Delete');
  await offered.filter({ hasText: 'First of two' }).click();
  await row('First of two').waitFor({ state: 'detached' });
  await row('Second of two').waitFor();
});

test('the key that runs again asks which task, then for the price, and no buys nothing', async () => {
  const before = wb.emulator.submissions.length;
  await select('Second of two');
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  await box().locator('.monaco-list-row', { hasText: 'Second of two' }).click();
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: /Run Seedream 4\.5 for .*credits?\?/ });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(wb.emulator.submissions.length, before);
});
