// npm run screenshots [theme or language …]: takes the images of the READMEs in the real workbench, into media/readme;
// and the English ones in the other themes into build/screenshots, for manual review. Chinese needs a font for it.
// npm run screenshots states [theme or language …]: takes the main states instead, in every language and theme.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { build, root } from '../vscodeHost/paths.ts';
import type { Theme } from '../vscodeHost/settings.ts';
import { done, waitForSubmissions, chooseModel, generateImage, holdTasks, openForm } from './harness/commonSteps.ts';
import { actUntilVisible, eventually } from './harness/waiting.ts';
import { startWorkbench } from './harness/workbench.ts';
import { captureStates } from './languageStates.ts';
import type { Workbench } from './harness/workbench.ts';

const SIZE = { width: 1180, height: 860, scale: 2 };
const SIDEBAR = { x: 0, y: 30, width: 350, height: 800 };
const MENU = { x: 0, y: 30, width: 760, height: 640 };
/** Small enough to stay below the size limit. */
const RESULT = { x: 0, y: 30, width: 960, height: 600 };
/** Maximum size of each image, in bytes. */
const MAX_IMAGE_BYTES = 150_000;

const pane = (wb: Workbench, name: string): Locator => wb.page.locator('.pane', { hasText: name }).last();

/** Shows or hides a view of the sidebar. */
async function turn(wb: Workbench, name: string, shown: boolean): Promise<void> {
  const header = wb.page.locator('.pane-header', { hasText: name });
  await actUntilVisible(header.and(wb.page.locator(`[aria-expanded="${String(shown)}"]`)), () => header.click());
}

/** Waits until every image of the page is drawn and the page is idle. */
async function drawn(wb: Workbench): Promise<void> {
  await wb.runCommand('Notifications: Clear All Notifications');
  await wb.page.mouse.move(SIZE.width / 2, 12); // the title bar: it has no hover effects
  let last = '';
  await eventually('a page without changes', async () => {
    const before = last;
    last = (await wb.page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
    return last === before;
  });
}

/** An afternoon of work: upscaled images, one image from an idea, a folder in progress. */
async function work(wb: Workbench): Promise<void> {
  const photos = path.join(wb.workspace, 'photos');
  await fs.mkdir(photos);
  for (let i = 1; i <= 12; i++)
    await fs.copyFile(path.join(wb.workspace, 'product.webp'), path.join(photos, `shot-${i}.webp`));
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Remove Background');
  await wb.explorerRow('portrait.no-bg.png');
  await generateImage(wb, 'A lighthouse at dawn, painted in soft watercolour');
  await wb.openContainer('KIE');
  await done(wb.treeRow(pane(wb, 'Tasks'), 'A lighthouse')).waitFor();
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Upscale');
  await wb.explorerRow('portrait.upscaled.png');
  holdTasks(wb.emulator, 7);
  await wb.contextMenu(await wb.explorerRow('photos'), 'KIE', 'Upscale');
  await wb.answer(/Upscale 12 images/, 'Run');
  await waitForSubmissions(wb, 15);
  await generateImage(wb, 'A fox in the snow, low sun, film grain');
  await wb.openContainer('KIE');
  await wb.treeRow(pane(wb, 'Tasks'), '7 of 12 done').waitFor();
}

/** The form with two references, as opened by "Edit with KIE…". */
async function fillForm(wb: Workbench): Promise<void> {
  const form = await openForm(wb);
  await turn(wb, 'Tasks', false);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  const media = form.locator('.field[data-path="image_input"]');
  await media.locator('.media-ways vscode-button').first().click();
  for (const name of ['portrait.png', 'product.webp']) {
    const line = `.monaco-list-row[aria-label^="${name}"]`;
    await wb.box().locator('input[type="text"]').first().fill(name);
    await wb.box().locator(line).first().click();
    await wb.box().locator(`${line}[aria-checked="true"], ${line}:has([aria-checked="true"])`).first().waitFor();
  }
  await wb.quickInput();
  await media.locator('.media-item', { hasText: 'product.webp' }).waitFor();
  await form
    .locator('.field[data-path="prompt"] textarea')
    .fill('She holds the mug into the light of a window, morning, soft shadows');
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credits' }).waitFor();
  await form.evaluate('scrollTo(0, 0)');
}

async function shoot(theme: Theme): Promise<void> {
  const wb = await startWorkbench({ theme, size: SIZE, emulator: { taskMs: 300 } });
  const folder = theme === 'light' ? path.join(root, 'media/readme') : path.join(build, 'screenshots');
  await fs.mkdir(folder, { recursive: true });
  const capture = async (part: string, clip?: typeof SIDEBAR): Promise<void> => {
    const file = path.join(folder, theme === 'light' ? `${part}.png` : `${theme}-${part}.png`);
    const bytes = await wb.page.screenshot({ path: file, caret: 'hide', ...(clip ? { clip } : {}) });
    console.log(`${path.relative(root, file)}: ${Math.round(bytes.length / 1000)} kB`);
    if (bytes.length > MAX_IMAGE_BYTES) console.log(`  more than ${MAX_IMAGE_BYTES / 1000} kB`);
  };
  try {
    await work(wb);
    await fillForm(wb);
    await drawn(wb);
    await capture('generate', SIDEBAR);

    const row = await wb.explorerRow('landscape.jpg');
    await drawn(wb);
    const last = wb.page.locator('.monaco-menu .action-label:text-is("Animate with KIE…")');
    await actUntilVisible(last, async () => {
      await row.click({ button: 'right' });
      await wb.page.locator('.monaco-menu .action-label:text-is("KIE")').hover();
    });
    await wb.page.locator('.monaco-menu .action-label:text-is("Edit with KIE…")').hover();
    await capture('menu', MENU);
    while (await last.isVisible()) await wb.page.keyboard.press('Escape');

    await wb.openContainer('KIE');
    await turn(wb, 'Tasks', true);
    await turn(wb, 'Generate', false);
    await wb.page.setViewportSize({ width: RESULT.width, height: RESULT.y + RESULT.height });
    await wb.treeRow(pane(wb, 'Tasks'), 'Recraft Crisp Upscale').click();
    await (await wb.webviewFrame('.zoom-image')).locator('.zoom-image').waitFor();
    await drawn(wb);
    await capture('tasks', RESULT);
  } catch (error) {
    await wb.saveEvidence(`screenshots-${theme}`);
    throw error;
  } finally {
    await wb.stop();
  }
}

/** Prompts for the READMEs in other languages. */
const PROMPTS = { ru: 'Маяк на рассвете, мягкая акварель', 'zh-cn': '黎明时分的灯塔，柔和的水彩' } as const;
type Locale = keyof typeof PROMPTS;

/** The form in another display language. The steps of `shoot` need the English texts. */
async function shootForm(locale: Locale): Promise<void> {
  const wb = await startWorkbench({ theme: 'light', size: SIZE, emulator: { taskMs: 300 }, locale });
  try {
    const form = await openForm(wb);
    await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
    await form.locator('.field[data-path="prompt"] textarea').fill(PROMPTS[locale]);
    await form.locator('.run:not([aria-disabled])').filter({ hasText: '$' }).waitFor();
    await form.evaluate('scrollTo(0, 0)');
    await drawn(wb);
    const file = path.join(root, `media/readme/generate.${locale}.png`);
    const bytes = await wb.page.screenshot({ path: file, caret: 'hide', clip: { ...SIDEBAR, height: 610 } });
    console.log(`${path.relative(root, file)}: ${Math.round(bytes.length / 1000)} kB`);
  } catch (error) {
    await wb.saveEvidence(`screenshots-${locale}`);
    throw error;
  } finally {
    await wb.stop();
  }
}

const isLocale = (name: string): name is Locale => name in PROMPTS;
const [first, ...rest] = process.argv.slice(2);
const names = first === 'states' ? rest : process.argv.slice(2);
const themes = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
const locales = Object.keys(PROMPTS);
if (first === 'states') {
  const wanted = <T extends string>(all: readonly T[]): readonly T[] => all.filter(name => names.includes(name));
  const shown = wanted(themes);
  const languages = ['en', ...locales];
  const spoken = wanted(languages);
  for (const locale of spoken.length > 0 ? spoken : languages)
    for (const theme of shown.length > 0 ? shown : themes) await captureStates(locale, theme);
} else {
  for (const name of names.length > 0 ? names : [...themes, ...locales])
    await (isLocale(name) ? shootForm(name) : shoot(name as Theme));
}
