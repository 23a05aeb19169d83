// Captures the main states in a display language into build/screenshots, one image each, for manual review.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { build, root } from '../vscodeHost/paths.ts';
import type { Theme } from '../vscodeHost/settings.ts';
import { chooseModel, holdTasks, openForm } from './harness/commonSteps.ts';
import { actUntilVisible } from './harness/waiting.ts';
import { startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

const SIZE = { width: 1180, height: 860 };

type Texts = Readonly<Record<string, string>>;
const texts = async (file: string): Promise<Texts> =>
  JSON.parse(await fs.readFile(path.join(root, file), 'utf8')) as Texts;

/** The texts of the code and the manifest; the code contains the English ones. */
const textsOf = async (locale: string): Promise<Texts> =>
  locale === 'en'
    ? texts('package.nls.json')
    : { ...(await texts(`l10n/bundle.l10n.${locale}.json`)), ...(await texts(`package.nls.${locale}.json`)) };

/** The workbench, the texts of the language, and a function that captures a state. */
export interface Tools {
  readonly wb: Workbench;
  /** Returns a text of the code or the manifest in the language. */
  readonly t: (key: string) => string;
  readonly state: (name: string, act: () => Promise<unknown>) => Promise<void>;
}

/** Captures all states of one language in one theme. Reports a state that it cannot reach, and continues. */
export async function captureStates(locale: string, theme: Theme): Promise<void> {
  const words = await textsOf(locale);
  const t = (key: string): string => words[key] ?? key;
  const language = locale === 'en' ? {} : { locale };
  const wb = await startWorkbench({ theme, size: SIZE, emulator: { taskMs: 300 }, ...language, withoutKey: true });
  const folder = path.join(build, 'screenshots', locale);
  await fs.mkdir(folder, { recursive: true });
  let count = 0;
  const missed: string[] = [];
  const state = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    const file = path.join(folder, `${theme}-${String((count += 1)).padStart(2, '0')}-${name}.png`);
    await act().catch((error: unknown) => {
      missed.push(name);
      console.log(`${name}: ${String(error).split('\n')[0] ?? ''}`);
    });
    await wb.page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
  };
  wb.page.setDefaultTimeout(15_000);
  try {
    await walkStates({ wb, t, state });
    const failures = missed.length > 0 ? `; not reached: ${missed.join(', ')}` : '';
    console.log(`${locale}, ${theme}: ${count - missed.length} of ${count} states${failures}`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await wb.stop();
  }
}

/** Goes through the main states, from a workbench without a key. */
export async function walkStates(tools: Tools): Promise<void> {
  await firstSteps(tools);
  await formStates(tools);
  await taskStates(tools);
  await resultStates(tools);
  await otherStates(tools);
}

const command = ({ wb, t }: Tools, key: string): Promise<void> => wb.runCommand(`KIE: ${t(key)}`);
const REJECTED = 'KIE rejected the API key. Check it at kie.ai/api-key.';
const field = (form: Frame, name: string): Locator => form.locator(`.field[data-path="${name}"]`);

async function firstSteps(tools: Tools): Promise<void> {
  const { wb, t, state } = tools;
  await state('first-start', () => openForm(wb));
  await state('walkthrough', async () => {
    await command(tools, 'command.kie.getStarted');
    await wb.page.locator('.getting-started-step', { hasText: t('walkthrough.key.title') }).waitFor();
  });
  for (const step of ['files', 'form', 'palette', 'results'])
    await state(`walkthrough-${step}`, async () => {
      await wb.page.locator('.getting-started-step', { hasText: t(`walkthrough.${step}.title`) }).click();
    });
  await state('set-key', () => command(tools, 'command.kie.setApiKey'));
  await state('set-key-wrong', async () => {
    await wb.quickInput('0123456789abcdef0123456789abcdef');
    await wb
      .box()
      .locator('.quick-input-message', { hasText: t(REJECTED) })
      .waitFor();
  });
  await state('key-set', async () => {
    await wb.quickInput(wb.emulator.key);
    await wb.page.locator('.notification-toast').first().waitFor();
  });
}

async function formStates(tools: Tools): Promise<void> {
  const { wb, state } = tools;
  await wb.runCommand('View: Close All Editors');
  const form = await openForm(wb);
  await state('picker', () =>
    actUntilVisible(form.locator('#model .picker-search'), () => form.locator('#model .picker-button').click())
  );
  await form.locator('#model .picker-search').press('Escape');
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await state('form-empty', () => form.locator('#model .picker-search').waitFor({ state: 'hidden' }));
  await state('form-errors', async () => {
    await field(form, 'prompt').locator('textarea').fill(''); // the prompt of the previous model was carried over
    await form.locator('.run').first().click();
    await form.locator('.field .issues').first().waitFor();
  });
  await state('form-filled', async () => {
    await field(form, 'prompt').locator('textarea').fill('灯塔 маяк');
    await form.locator('.run:not([aria-disabled])').filter({ hasText: '$' }).waitFor();
  });
  const balance = form.locator('.run-line .balance');
  await state('low-balance', async () => {
    // Before any run without credits, whose line replaces this warning.
    wb.emulator.credits = 3;
    await actUntilVisible(form.locator('.low'), () => balance.click());
  });
  wb.emulator.credits = 1000;
  await actUntilVisible(balance.filter({ hasText: /1\D?000/ }), () => balance.click());
  await state('form-more', async () => {
    for (const more of await form.locator('details:not([open]) > summary').all()) await more.click();
    await form.evaluate('scrollTo(0, document.body.scrollHeight)');
  });
  for (const index of [0, 1, 2, 3, 4]) {
    const panel = form.locator('.panel-tab').nth(index);
    if (!(await panel.isVisible())) continue;
    await state(`panel-${index + 1}`, () => panel.click());
  }
  await form.locator('.panel-tab').first().click();
}

async function taskStates(tools: Tools): Promise<void> {
  const { wb, t, state } = tools;
  const { faults } = wb.emulator;
  const form = await openForm(wb);
  const run = async (prompt: string, state = prompt): Promise<void> => {
    await field(form, 'prompt').locator('textarea').fill(prompt);
    await form.locator('.run:not([aria-disabled])').filter({ hasText: '$' }).click();
    const row = tasks.locator('.monaco-list-row', { hasText: prompt });
    await row
      .and(wb.page.locator(`[aria-label*="${state}"]`))
      .first()
      .waitFor();
  };
  const tasks = wb.page.locator('.pane', { hasText: t('view.tasks') }).last();
  await state('done', () => run('one', t('Done')));
  await state('failed', async () => {
    faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Too dark.' } });
    await run('two', t('Failed'));
  });
  await state('no-credits', async () => {
    faults.script({ call: 'createTask', effect: { kind: 'code', code: 402 } });
    await run('three', t('Failed'));
  });
  await state('running', async () => {
    holdTasks(wb.emulator);
    await run('four');
  });
  for (const [name, prompt] of Object.entries({ done: 'one', failed: 'two', running: 'four' }))
    await state(`menu-${name}`, async () => {
      await wb.page.keyboard.press('Escape');
      await tasks.locator('.monaco-list-row', { hasText: prompt }).first().click({ button: 'right' });
    });
  await wb.page.keyboard.press('Escape');
  await state('details-failed', () => tasks.locator('.monaco-list-row', { hasText: 'two' }).first().click());
  await state('notifications', () => wb.page.locator('.statusbar-item[id="status.notifications"] a').click());
  await wb.runCommand('Notifications: Clear All Notifications');
  await state('task-hover', async () => {
    await tasks.locator('.monaco-list-row', { hasText: 'two' }).first().hover();
    await wb.page.locator('.monaco-hover', { hasText: 'Too dark.' }).first().waitFor();
  });
  await state('status-hover', async () => {
    await wb.page.locator('.statusbar-item[id*="kie"]').first().hover();
    await wb.page.locator('.monaco-hover', { hasNotText: 'Too dark.' }).first().waitFor();
  });
  await state('status', async () => {
    await command(tools, 'command.kie.showStatus');
    await wb
      .box()
      .locator('.monaco-list-row', { hasText: t('command.kie.showTasks') })
      .waitFor();
  });
  await wb.closeQuickInput();
  await state('offline', async () => {
    await wb.emulator.refuse('api', true);
    await form.locator('.retry').waitFor(); // a task still runs
  });
  await wb.emulator.refuse('api', false);
}

async function resultStates({ wb, t, state }: Tools): Promise<void> {
  const tasks = wb.page.locator('.pane', { hasText: t('view.tasks') }).last();
  const form = await openForm(wb);
  await state('result', async () => {
    await wb.contextMenu(wb.treeRow(tasks, 'one'), t('command.kie.result.open'));
    await (await wb.webviewFrame('.result-tools')).locator('.zoom-image').waitFor();
  });
  await state('use-in', async () => {
    const page = await wb.webviewFrame('.result-tools');
    await page.getByRole('button', { name: t('Use In…'), exact: true }).click();
    await wb.box().locator('.monaco-list-row').first().waitFor();
  });
  await wb.closeQuickInput();
  await state('mask', async () => {
    await chooseModel(form, 'ideogram/v3-edit', 'Ideogram');
    await field(form, 'image_url').locator('.media-field').waitFor();
    await form.evaluate(`(${dropUri})('image_url', 'file://${path.join(wb.workspace, 'portrait.png')}')`);
    await field(form, 'mask_url').getByText(t('Paint Mask…')).click();
    // The Result editor, which this editor replaces, has a stage, too.
    await wb.webviewFrame('.stage:not([data-loading]) > .sheet');
  });
}

// Source text, because it runs in the page, and the project's own types do not include the DOM.
const dropUri = `(name, uri) => {
  const element = document.querySelector('.field[data-path="' + name + '"] .media-field');
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/uri-list', uri);
  element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
}`;

async function otherStates(tools: Tools): Promise<void> {
  const { wb, t, state } = tools;
  await state('palette', async () => {
    await wb.page.keyboard.press('F1');
    await wb.box().locator('input').first().fill('>KIE: ');
    await wb.box().locator('.monaco-list-row', { hasText: 'KIE' }).first().waitFor();
  });
  await wb.closeQuickInput();
  await state('palette-models', async () => {
    await command(tools, 'command.kie.generateVideo');
    await wb.box('(1/3)').locator('.monaco-list-row').first().waitFor();
  });
  await wb.closeQuickInput();
  await state('settings', async () => {
    await wb.runCommand('Preferences: Open Settings (UI)');
    await wb.page.locator('.settings-editor .suggest-input-container').first().click();
    await wb.page.keyboard.type('@ext:kie-studio.kie-studio');
    await wb.page.locator('.setting-item-category', { hasText: 'Kie' }).first().waitFor();
  });
  await wb.page.keyboard.press('Escape'); // the settings may open as a dialog
  await state('explorer-menu', async () => {
    await (await wb.explorerRow('landscape.jpg')).click({ button: 'right' });
    await wb.page.locator('.monaco-menu .action-label:text-is("KIE")').hover();
    await wb.page.locator('.monaco-menu .action-label', { hasText: t('command.kie.editImage') }).waitFor();
  });
  await wb.page.keyboard.press('Escape');
  await wb.page.keyboard.press('Escape');
  await state('batch-question', async () => {
    const photos = path.join(wb.workspace, 'photos');
    await fs.mkdir(photos);
    for (let i = 1; i <= 5; i++)
      await fs.copyFile(path.join(wb.workspace, 'product.webp'), path.join(photos, `shot-${i}.webp`));
    await wb.contextMenu(await wb.explorerRow('photos'), 'KIE', t('command.kie.menu.upscaleImage'));
    await wb.page.locator('.monaco-dialog-box').waitFor();
  });
}
