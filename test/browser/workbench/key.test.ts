// Setting the API key in a workbench without one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { actUntilVisible, waitForEqual } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ withoutKey: true, emulator: { taskMs: 300, credits: 1234 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const box = (): Locator => wb.box();
const status = (): Locator => wb.page.locator('#kie-studio\\.kie-studio\\.kie\\.status');
const setKey = (): Locator => wb.page.locator('.pane .monaco-link', { hasText: 'set API key' }).first();

test('API key: is requested by the Tasks view, and the status bar is hidden without it', async () => {
  await wb.openContainer('KIE');
  await setKey().waitFor();
  assert.equal(await status().count(), 0);
});

test('views: the menu of each has settings, help and the key', async () => {
  const menu = async (view: string): Promise<readonly string[]> => {
    const header = wb.page.locator('.pane-header', { hasText: view });
    const entries = wb.page.locator('.monaco-menu .action-label:not(.separator)');
    await header.hover();
    await actUntilVisible(entries.first(), () => header.locator('[aria-label="More Actions..."]').click());
    await wb.screenshot(`menu-${view}`);
    const labels = await entries.allInnerTexts();
    await wb.page.keyboard.press('Escape');
    return labels;
  };
  // A click that arrives late closes the menu again.
  await waitForEqual(
    () => menu('Generate'),
    [
      'Refresh Credits',
      'Show Model Price…',
      'Open Pricing Page',
      'Open KIE Logs',
      'Set API Key',
      'Add or Update Model from Documentation…',
      'Check for Model Changes',
      'Open Settings',
      'Get Started'
    ]
  );
  await waitForEqual(
    () => menu('Tasks'),
    ['Open KIE Logs', 'Track Task by ID…', 'Export History…', 'Clear History…', 'Open Settings', 'Get Started']
  );
});

test('API key: is requested before anything is sent', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await wb.pressInNotification('Set a KIE API key', 'Set API Key');
  await box().locator('input[type="password"]').waitFor();
  await wb.closeQuickInput();
  assert.deepEqual(wb.emulator.requests, []);
});

test('API key: shows the error of a wrong key in the input box, which stays open', async () => {
  await wb.runCommand('KIE: Set API Key');
  const input = box().locator('input[type="password"]');
  await input.waitFor();
  await wb.quickInput('two words');
  await box().locator('.quick-input-message', { hasText: 'without spaces' }).waitFor();
  await wb.quickInput('a-wrong-key');
  await box().locator('.quick-input-message', { hasText: 'KIE rejected the API key' }).waitFor();
  assert.ok(await input.isVisible());
});

test('API key: is stored when it works, shows the credits and continues the command', async () => {
  await wb.quickInput(wb.emulator.key);
  await wb.notification('KIE API key set');
  await status().filter({ hasText: '1,234' }).waitFor();
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Remove Background');
  await wb.explorerRow('portrait.no-bg.png');
  await status().filter({ hasText: '1,233' }).waitFor();
});

test('status bar: shows the credits and a menu when clicked', async () => {
  await status().click();
  for (const text of ['left', 'Show Tasks', 'New Request', 'Open Pricing Page', 'Open KIE Logs']) {
    await box().locator('.monaco-list-row', { hasText: text }).first().waitFor();
  }
  await wb.pick('Show Tasks');
  await wb.page.locator('.pane-header', { hasText: 'Tasks' }).waitFor();
});

test('API key: is requested again after it was removed', async () => {
  await wb.runCommand('KIE: Remove API Key');
  await wb.notification('KIE API key removed');
  await wb.runCommand('KIE: Refresh Credits');
  await wb.notification('Set a KIE API key');
  await status().waitFor({ state: 'detached' });
  assert.deepEqual(wb.emulator.leaks, []);
});
