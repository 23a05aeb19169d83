// The texts of the extension in the workbench, without those of VS Code, which stays English in these tests.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { parseCatalog } from '../../../../src/core/models/loadCatalog.ts';
import { englishIn } from '../../../support/l10n/language.ts';
import type { Kept, TestedLanguage } from '../../../support/l10n/language.ts';
import { dist, root } from '../../../vscodeHost/paths.ts';
import { keptOf } from '../../page/support/keptWords.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { shownTexts } from '../../page/support/shownTexts.ts';

/** The parts of the workbench with texts of the extension. */
const PARTS = [
  '.notifications-toasts .notification-list-item',
  '.notifications-center.visible .notification-list-item',
  '.quick-input-widget:not([style*="display: none"])',
  'body:not(:has(.explorer-folders-view)) .monaco-menu',
  '.monaco-submenu .monaco-menu',
  '.monaco-dialog-box',
  '.monaco-hover:not(.hidden)',
  '.statusbar-item[id*="kie"]',
  '.getting-started-step',
  '.setting-item-description',
  '.tabs-container .tab.active'
];

/** The visible texts of the extension in the workbench, and those of its webviews that do not fit. */
export async function surfaceTexts(
  wb: Workbench
): Promise<{ readonly texts: readonly string[]; readonly misfits: readonly string[] }> {
  const texts = new Set<string>();
  const misfits = new Set<string>();
  const title = await wb.page.locator('.part.sidebar .composite.title').innerText();
  const parts = /^KIE/i.test(title) ? [...PARTS, '.part.sidebar .pane'] : PARTS;
  for (const part of parts) for (const text of (await wb.page.evaluate(shownTexts, part)).texts) texts.add(text);
  for (const frame of wb.page.frames()) {
    const shown = (await isOwnWebview(frame)) ? await frame.evaluate(shownTexts, 'body') : undefined;
    for (const text of shown?.texts ?? []) texts.add(text);
    for (const misfit of shown?.misfits ?? []) misfits.add(misfit);
  }
  return { texts: [...texts], misfits: [...misfits] };
}

/** Whether a frame is a visible webview of the extension. It may have been removed by now. */
const isOwnWebview = (frame: Frame): Promise<boolean> =>
  frame.evaluate(() => document.title === 'KIE' && innerWidth > 0).catch(() => false);

/** The words of the catalog that no language translates. */
const keptOfCatalog = async (): Promise<Kept> =>
  keptOf(parseCatalog(await readFile(path.join(dist, 'catalog.json'), 'utf8')));

/** Returns the English texts of the extension that are visible, and the texts that do not fit. */
export async function surfaceProblems(wb: Workbench, language: TestedLanguage): Promise<readonly string[]> {
  const { texts, misfits } = await surfaceTexts(wb);
  const { names, values } = await keptOfCatalog();
  const kept = { names, values: [...values, ...(await commandTitles())], others: OF_VSCODE };
  return [...englishIn(language, texts, kept).map(text => `English: ${text}`), ...misfits];
}

/** The palette shows the English title of a command below the translated one. */
async function commandTitles(): Promise<readonly string[]> {
  const texts = JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
  return Object.entries(texts).flatMap(([key, text]) => (key.startsWith('command.') ? [text, `KIE: ${text}`] : []));
}

/** Texts of VS Code in the same places, keys, and the texts that the test enters. */
const OF_VSCODE = new RegExp(
  `^(?:${[
    '(?:Not c|C)ompleted',
    'Welcome',
    'Tab actions',
    'Notification Actions',
    'More Actions\\.\\.\\.',
    '(?:Close|Clear Notification) \\(.+\\)',
    'Source',
    'KIE Studio',
    'Toggle all checkboxes',
    '\\d+ (?:Results|Selected)',
    'Progress',
    'Quick Tree',
    '(?:recently used|other commands|similar commands)',
    'Configure Keybinding',
    'Remove from Recently Used',
    'Type the name of a command to run\\.',
    '(?:(?:Control|Ctrl|Shift|Alt|Escape|Enter|Delete|[A-Z])\\+?)+(?: .+)?',
    'Collapse All',
    '(?:KIE: )?Focus on .+ View',
    'Hide Notifications',
    'Cancel|Info|Warning|Close Dialog',
    'kie\\.ai/\\w+',
    'Del'
  ].join(
    '|'
  )})$|(?<!Replace) (?:Section|actions)$|^Actions for | \\(Press 'Enter' .+\\)$| \\(Ctrl\\+\\w+\\)|Insufficient credits|Too dark\\.|\\b(?:one|two|three|four)\\b|\\b[0-9a-f]{32}\\b`,
  'g'
);
