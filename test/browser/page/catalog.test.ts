import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { formOf, summaryOf } from './support/fixture.ts';
import { launch, openPage } from './support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('catalog: every model has a form that fits 300 pixels and logs no error', async () => {
  const catalog = new URL('../../../dist/catalog.json', import.meta.url);
  const { models } = JSON.parse(await readFile(catalog, 'utf8')) as { models: readonly ModelEntry[] };
  const data = {
    models: models.map(summaryOf),
    forms: Object.fromEntries(models.map(entry => [entry.id, formOf(entry)]))
  };
  const page = await openPage(browser, data);
  const wrong = await page.evaluate(
    async all => {
      const found: string[] = [];
      const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));
      for (const { id, form } of all) {
        const { picker } = window.kie;
        const account = { hasKey: true, credits: 10 };
        const evaluation = { issues: [], advice: [], fields: {}, price: { kind: 'unknown', parts: [] } };
        const snapshot = {
          models: [],
          model: form,
          draft: {},
          edition: performance.now(),
          typed: 0,
          media: {},
          evaluation,
          account,
          tasks: [],
          picker,
          presets: []
        };
        window.kie.push({ type: 'snapshot', snapshot });
        await nextFrame();
        for (const details of document.querySelectorAll('details')) details.open = true;
        await nextFrame();
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) found.push(`${id}: ${scrollWidth} px wide`);
        // Deprecated fields are visible only when an older request includes them.
        const wanted = form.order.filter(name => {
          const { required, deprecated } = form.entry.params[name] ?? {};
          return required === true || deprecated === undefined || deprecated === false;
        });
        const missing = wanted.filter(name => document.querySelector(`.field[data-path="${name}"]`) === null);
        if (missing.length > 0) found.push(`${id}: no field for ${missing.join(', ')}`);
        if (window.kie.errors.length > 0) found.push(`${id}: ${window.kie.errors.splice(0).join('; ')}`);
      }
      return found;
    },
    models.map(entry => ({ id: entry.id, form: formOf(entry) }))
  );
  assert.deepEqual(wrong, []);
  assert.ok(models.length > 0);
  await page.close();
});
