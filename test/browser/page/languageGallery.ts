// node test/browser/page/languageGallery.ts [language or part of a name …]: screenshots of every state of the webviews
// in the made-up language and in the real ones, into build/languages for manual review. Lists what does not fit.
import fs from 'node:fs/promises';
import path from 'node:path';
import { TESTED_LANGUAGES } from '../../support/l10n/language.ts';
import { build } from '../../vscodeHost/paths.ts';
import { launch } from './support/openPage.ts';
import { eachScene } from './support/scenes/scenes.ts';

const wanted = process.argv.slice(2);
const languages = TESTED_LANGUAGES.filter(language => wanted.includes(language));
const parts = wanted.filter(word => !languages.some(language => language === word));
const browser = await launch();
for (const language of languages.length > 0 ? languages : TESTED_LANGUAGES) {
  const folder = path.join(build, 'languages', language);
  await fs.mkdir(folder, { recursive: true });
  await eachScene(browser, language, async ({ name, page }, problems) => {
    for (const problem of problems) console.log(`${language} ${problem}`);
    if (parts.length > 0 && !parts.some(part => name.includes(part))) return;
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  });
}
await browser.close();
