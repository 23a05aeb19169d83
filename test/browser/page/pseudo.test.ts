import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import type { Browser } from 'playwright-core';
import { englishTexts } from '../../../src/build/l10n/texts.ts';
import { summaryOf } from '../../../src/core/models/catalog.ts';
import { evaluate } from '../../../src/core/models/evaluate.ts';
import { parseCatalog } from '../../../src/core/models/loadCatalog.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { pseudoTexts } from '../../support/l10n/pseudo.ts';
import { dist, root } from '../../vscodeHost/paths.ts';
import { launch, openPage } from './support/openPage.ts';
import { shownTexts } from './support/shownTexts.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Formats, units and addresses, which stay in every language. */
const FORMATS =
  /https?:\S+|\b(?:JPEG|PNG|WEBP|GIF|BMP|TIFF?|HEIC|HEIF|AVIF|MPEG|MOV|MKV|AVI|WAV|AAC|OGG|FLAC|WMA|WEBM|PDF|URL|KIE)\b/g;

test('pseudo-language: every form is localized and fits 300 pixels', async () => {
  const { texts } = await englishTexts(root);
  const bundle = pseudoTexts(texts.code);
  l10n.config({ contents: { ...bundle } });
  const catalog = parseCatalog(await readFile(path.join(dist, 'catalog.json'), 'utf8'), pseudoTexts(texts.catalog));
  const page = await openPage(browser, { models: catalog.entries.map(summaryOf), forms: {}, l10n: bundle });
  const problems: string[] = [];
  for (const entry of catalog.entries) {
    const kept = keptWords(entry);
    const state = { model: catalog.form(entry.id), evaluation: evaluate(entry, {}, () => undefined) };
    const { shown, clipped, overflow } = await page.evaluate(shownTexts, state);
    if (overflow > 0) problems.push(`${entry.id}: ${overflow} px too wide`);
    problems.push(...clipped.map(text => `clipped: ${text}`));
    for (const text of shown) {
      const left = kept.reduce((rest, word) => rest.replaceAll(word, ''), text).replaceAll(FORMATS, '');
      if (/[A-Za-z]{3,}/.test(left)) problems.push(text);
    }
  }
  assert.deepEqual([...new Set(problems)], []);
  await page.close();
});

/** Names, and texts that are sent as they are, longest first. */
function keptWords({ id, name, family, params, presets = [] }: ModelEntry): readonly string[] {
  const valuesOf = (param: Param): readonly string[] => [
    ...[...(param.enum ?? []), ...(param.alsoValues ?? [])].map(String),
    ...(typeof param.default === 'string' ? [param.default] : []),
    ...[param.items, ...Object.values(param.properties ?? {}), ...(param.oneOf ?? []), ...(param.anyOf ?? [])].flatMap(
      inner => (inner === undefined ? [] : valuesOf(inner))
    )
  ];
  const words = [id, name, family, ...presets.map(({ text }) => text), ...Object.values(params).flatMap(valuesOf)];
  return [...new Set(words)].filter(word => word !== '').sort((a, b) => b.length - a.length);
}
