import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Catalog } from '../../../../../src/core/models/catalog.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { parseCatalog } from '../../../../../src/core/models/loadCatalog.ts';
import { englishIn, languageTexts, writeIn } from '../../../../support/l10n/language.ts';
import type { Kept, TestedLanguage } from '../../../../support/l10n/language.ts';
import { dist, root } from '../../../../vscodeHost/paths.ts';
import { keptOf, keptWords } from '../keptWords.ts';
import { openPage } from '../openPage.ts';
import type { PageOptions } from '../openPage.ts';
import { showModel } from '../showModel.ts';
import { shownTexts } from '../shownTexts.ts';
import { barScenes } from './barScenes.ts';
import { editorScenes } from './editorScenes.ts';
import { formScenes } from './formScenes.ts';
import { hostData } from './formState.ts';

/** Called for each state, while its page shows it. */
type OnState = (state: { readonly name: string; readonly page: Page }, problems: readonly string[]) => unknown;

interface Opened {
  readonly catalog: Catalog;
  readonly bundle: Readonly<Record<string, string>>;
  readonly options: PageOptions;
  /** Reports the English texts of a page, and the texts that do not fit. */
  readonly check: (name: string, page: Page, kept: Kept) => Promise<void>;
}

/** Opens every form, untouched and with all its sections. */
export const eachForm = (browser: Browser, language: TestedLanguage, onState: OnState): Promise<void> =>
  inLanguage(language, onState, async ({ catalog, bundle, options, check }) => {
    const page = await openPage(browser, hostData(catalog, bundle), options);
    for (const entry of catalog.entries) {
      const evaluation = evaluate(entry, {}, () => undefined);
      await page.evaluate(showModel, { model: catalog.form(entry.id), evaluation });
      await check(entry.id, page, keptWords(entry));
    }
    await page.close();
  });

/** Opens every other state of the webviews. */
export const eachScene = (browser: Browser, language: TestedLanguage, onState: OnState): Promise<void> =>
  inLanguage(language, onState, async ({ catalog, bundle, options, check }) => {
    const kept = keptOf(catalog);
    const form = await openPage(browser, hostData(catalog, bundle), options);
    for (const { name, open } of [...formScenes(catalog), ...barScenes(catalog)]) {
      await open(form);
      await check(name, form, kept);
    }
    await form.close();
    for (const { name, open } of editorScenes) {
      const page = await open(browser, options, bundle);
      await check(name, page, kept);
      await page.close();
    }
  });

async function inLanguage(
  language: TestedLanguage,
  onState: OnState,
  act: (opened: Opened) => Promise<void>
): Promise<void> {
  const bundle = await languageTexts(root, 'code', language);
  const catalog = parseCatalog(
    await readFile(path.join(dist, 'catalog.json'), 'utf8'),
    await languageTexts(root, 'catalog', language)
  );
  writeIn(language, bundle);
  try {
    await act({
      catalog,
      bundle,
      options: { lang: language === 'pseudo' ? 'en-XA' : language },
      async check(name, page, kept) {
        const { texts, misfits } = await page.evaluate(shownTexts, 'body');
        const problems = [...englishIn(language, texts, kept).map(text => `English: ${text}`), ...misfits];
        await onState(
          { name, page },
          problems.map(problem => `${name}: ${problem}`)
        );
      }
    });
  } finally {
    writeIn();
  }
}
