// node test/browser/page/gallery.ts [part of an ID …]: screenshots of every model's form at 300 and 600 pixels, with
// the engine's state for an untouched draft, into build/gallery for manual review. Lists the forms that overflow.
import fs from 'node:fs/promises';
import path from 'node:path';
import { summaryOf } from '../../../src/core/models/catalog.ts';
import { parseCatalog } from '../../../src/core/models/loadCatalog.ts';
import { evaluate } from '../../../src/core/models/evaluate.ts';
import { build, dist } from '../../vscodeHost/paths.ts';
import { launch, openPage } from './support/openPage.ts';

const wanted = process.argv.slice(2);
const catalog = parseCatalog(await fs.readFile(path.join(dist, 'catalog.json'), 'utf8'));
const entries = catalog.entries.filter(({ id }) => wanted.length === 0 || wanted.some(part => id.includes(part)));
const models = catalog.entries.map(summaryOf);
const folder = path.join(build, 'gallery');
await fs.mkdir(folder, { recursive: true });

const browser = await launch();
let overflowing = 0;
for (const width of [300, 600]) {
  const page = await openPage(browser, { models, forms: {} }, { width, height: 900, theme: 'light' });
  for (const entry of entries) {
    const model = catalog.form(entry.id);
    const evaluation = evaluate(entry, {}, () => undefined);
    await page.setViewportSize({ width, height: 900 });
    const overflows = await page.evaluate(
      async ([form, judged, known]) => {
        const { picker, presets } = window.kie;
        const account = { hasKey: true, credits: 1000 };
        const state = {
          models: known,
          draft: {},
          edition: performance.now(),
          typed: 0,
          media: {},
          account,
          tasks: [],
          picker,
          presets
        };
        window.kie.push({ type: 'snapshot', snapshot: { ...state, model: form, evaluation: judged } });
        await new Promise(resolve => requestAnimationFrame(resolve));
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.form details')) details.open = true;
        await new Promise(resolve => requestAnimationFrame(resolve));
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth;
      },
      [model, evaluation, models] as const
    );
    if (overflows) {
      overflowing += 1;
      console.log(`${entry.id} is wider than ${width} pixels`);
    }
    const name = `${entry.id.replace(/[^\w.-]+/g, '-')}-${width}.png`;
    // As high as the form, otherwise the bar at the bottom would cover a part of it.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: path.join(folder, name) });
  }
  await page.close();
}
await browser.close();
console.log(`${entries.length} models at 2 widths in ${path.relative(process.cwd(), folder)}, ${overflowing} overflow`);
