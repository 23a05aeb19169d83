// The form across a reload of the window, and the full path from an idea to an open image by keyboard alone.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, waitForSubmissions, chooseModel, openForm } from '../harness/commonSteps.ts';
import { eventually, waitForValue, waitForStoredText } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const value = (form: Frame, name: string, control: string) =>
  form.locator(`.field[data-path="${name}"]`).locator(control).first();

test('form: restores the draft and a shared workspace preset after a reload', async () => {
  let form = await openForm(wb);
  await chooseModel(form, 'wan/2-5-text-to-video', 'Wan');
  await value(form, 'prompt', 'textarea').fill('A kite over the dunes');
  await value(form, 'seed', 'input').fill('7');
  await form.locator('.run').filter({ hasText: 'credit' }).waitFor();
  await form.locator('.panel-tab', { hasText: 'Presets' }).click();
  await form.getByText('Save preset…').click();
  await wb.quickInput(undefined, '(1/3)'); // all except the prompt
  await wb.quickInput('Lucky seven', '(2/3)');
  await wb.pick('Workspace', '(3/3)');
  await form.locator('.chip', { hasText: 'Lucky seven' }).waitFor();
  const settings = await fs.readFile(path.join(wb.workspace, '.vscode/settings.json'), 'utf8');
  assert.ok(settings.includes('Lucky seven'));
  await value(form, 'seed', 'input').fill('8');
  await value(form, 'prompt', 'textarea').fill('A kite in the rain');
  await waitForStoredText(wb.page, 'A kite in the rain');

  await wb.reload();
  form = await openForm(wb);
  await form.locator('#model .picker-button', { hasText: 'Wan' }).waitFor();
  await waitForValue(value(form, 'prompt', 'textarea'), 'A kite in the rain');
  await waitForValue(value(form, 'seed', 'input'), '8');
  await form.locator('.panel-tab', { hasText: 'Presets' }).click();
  await form.locator('.chip', { hasText: 'Lucky seven' }).click();
  await waitForValue(value(form, 'seed', 'input'), '7');
  await waitForValue(value(form, 'prompt', 'textarea'), 'A kite in the rain');
  assert.equal(wb.emulator.submissions.length, 0);
});

test('form: works by keyboard alone, from the palette to the opened result', async () => {
  const { keyboard } = wb.page;
  await command('New Request');
  const form = await wb.webviewFrame('kie-picker');
  await eventually('the focus in the form', () => form.evaluate('document.hasFocus()').then(Boolean));
  await tabTo(form, '#model .picker-button');
  await keyboard.press('ArrowDown');
  await form.locator('#model .picker-search:focus').waitFor();
  await keyboard.type('z-image');
  await form.locator('#model [role=option][data-key="z-image"][aria-selected=true]').waitFor();
  await keyboard.press('Enter');
  await form.locator('#model .picker-button', { hasText: 'Z-Image' }).waitFor();
  await tabTo(form, '.field[data-path="prompt"] vscode-text-area, .field[data-path="prompt"] textarea');
  // Not Ctrl+A: VS Code also handles it, asynchronously, and would select text typed in between.
  for (const key of ['ControlOrMeta+Home', 'ControlOrMeta+Shift+End', 'Delete']) await keyboard.press(key);
  await keyboard.type('Keys and no mouse');
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).waitFor();
  await tabTo(form, '.run');
  await keyboard.press('Enter');
  await waitForSubmissions(wb, 1);
  await form.locator('.task-item[data-state=done]').first().waitFor();
  await command('Show Tasks');
  const tree = wb.page.locator('.pane', { hasText: 'Tasks' }).last().locator('.monaco-list:focus-within');
  await tree.waitFor();
  const line = done(tree.locator('.monaco-list-row', { hasText: 'Keys and no mouse' }));
  await line.waitFor();
  await downTo(line);
  await keyboard.press('Enter');
  await wb.page.locator('.tab', { hasText: 'Keys-and-no-mouse' }).waitFor();
  await waitForSubmissions(wb, 1);

  async function command(name: string): Promise<void> {
    const palette = wb.page.locator('.quick-input-widget:visible input[placeholder^="Type the name of a command"]');
    await eventually('the palette', async () => {
      if (await palette.isVisible()) return true;
      await keyboard.press('F1');
      return palette.isVisible();
    });
    await keyboard.type(`KIE: ${name}`);
    const found = wb.page.locator(`.quick-input-list .monaco-list-row[aria-label="KIE: ${name}"]`);
    await found.waitFor();
    const similar = wb.box().getByText('similar commands').filter({ visible: true }).first();
    // The similar commands arrive later, and move the focus back to the first command.
    if (!(await isFocused(found))) await similar.waitFor();
    await downTo(found);
    await keyboard.press('Enter');
  }
  async function isFocused(row: Locator): Promise<boolean> {
    return row.and(wb.page.locator('.focused')).isVisible();
  }
  async function downTo(target: Locator): Promise<void> {
    await eventually('the focus on a line', async () => {
      if (await isFocused(target)) return true;
      await keyboard.press('ArrowDown');
      return false;
    });
  }
  async function tabTo(frame: Frame, selector: string): Promise<void> {
    const there = () =>
      frame.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`).then(Boolean);
    for (let i = 0; i < 60 && !(await there()); i++) await keyboard.press('Tab');
    assert.ok(await there(), `Tab leads to ${selector}`);
  }
});
