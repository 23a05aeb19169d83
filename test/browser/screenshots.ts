// npm run screenshots: the pictures of the README, from the real workbench, into media/readme; and the Generate and
// Tasks views in every theme into build/screenshots, to be looked at.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { build, root } from '../vscodeHost/paths.ts';
import type { Theme } from '../vscodeHost/settings.ts';
import { startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

const SIDEBAR = { x: 0, y: 30, width: 350, height: 800 };

async function fill(wb: Workbench): Promise<Frame> {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await wb.explorerRow('portrait.upscaled.png');
  await wb.openContainer('KIE');
  const form = await wb.webviewFrame('kie-picker');
  await form.locator('#model .picker-button').click();
  await form.locator('#model .picker-search').fill('seedream/4.5-text-to-image');
  await form.locator('#model .picker-search').press('Enter');
  await form.locator('.field[data-path="prompt"] textarea').fill('A lighthouse at dawn, painted in soft watercolour');
  await form.locator('.field[data-path="aspect_ratio"]').waitFor();
  await form.locator('.run:not([disabled])').filter({ hasText: 'credits' }).click();
  await form.locator('.tasks li', { hasText: 'Done' }).first().waitFor();
  await wb.page
    .locator('.notifications-toasts .codicon-notifications-clear')
    .first()
    .click({ timeout: 2000 })
    .catch(() => undefined);
  return form;
}

async function shoot(theme: Theme): Promise<void> {
  const wb = await startWorkbench({ theme, size: { width: 1180, height: 860 }, emulator: { taskMs: 300 } });
  try {
    const folder = theme === 'light' ? path.join(root, 'media/readme') : path.join(build, 'screenshots');
    const name = (part: string) => path.join(folder, theme === 'light' ? `${part}.png` : `${theme}-${part}.png`);
    await fs.mkdir(folder, { recursive: true });
    await fill(wb).catch(async (error: unknown) => {
      console.error(await wb.screenshot('failed-screenshots'));
      throw error;
    });
    await wb.page.screenshot({ path: name('generate'), clip: SIDEBAR });
    await wb.page.locator('.pane-header', { hasText: 'Generate' }).click();
    await wb.contextMenu(wb.treeRow(wb.page.locator('.part.sidebar'), 'Recraft Crisp Upscale'), 'Open Result');
    await wb.page.locator('.tab', { hasText: 'portrait.upscaled.png' }).waitFor();
    await wb.page.waitForTimeout(1500); // the picture preview has no sign of being drawn
    await wb.page.screenshot({ path: name('tasks') });
    await wb.page.locator('.pane-header', { hasText: 'Generate' }).click();
    await (await wb.explorerRow('landscape.jpg')).click({ button: 'right' });
    await wb.page.locator('.monaco-menu .action-label:text-is("KIE")').hover();
    await wb.page.locator('.monaco-menu .action-label:text-is("Animate with KIE…")').waitFor();
    await wb.page.waitForTimeout(400); // menus fade in
    await wb.page.screenshot({ path: name('menu'), clip: { x: 0, y: 30, width: 800, height: 620 } });
  } finally {
    await wb.stop();
  }
}

const wanted = process.argv.slice(2) as Theme[];
for (const theme of wanted.length > 0 ? wanted : (['light', 'dark', 'highContrast', 'highContrastLight'] as const)) {
  await shoot(theme);
}
