// The webviews in the made-up language and in the real ones: no English, and everything fits 300 pixels.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { TESTED_LANGUAGES } from '../../support/l10n/language.ts';
import { launch } from './support/openPage.ts';
import { eachForm, eachScene } from './support/scenes/scenes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const language of TESTED_LANGUAGES) {
  describe(`webviews in ${language}`, () => {
    for (const [what, each] of [
      ['untouched form', eachForm],
      ['other state', eachScene]
    ] as const) {
      it(`${language}: every ${what} is localized and fits 300 pixels`, async () => {
        const problems: string[] = [];
        await each(browser, language, (_, found) => {
          problems.push(...found);
        });
        assert.deepEqual([...new Set(problems)], []);
      });
    }
  });
}
