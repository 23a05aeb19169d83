// The translated languages: the main job from the first start to a saved file, then every surface of the workbench.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { chooseModel, filesBelow, openForm } from '../../harness/commonSteps.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import { languageTexts } from '../../../support/l10n/language.ts';
import { root } from '../../../vscodeHost/paths.ts';
import { walkStates } from '../../languageStates.ts';
import { surfaceProblems } from './surfaces.ts';

/** Texts that the steps below meet. */
const LANGUAGES = {
  ru: {
    needsKey: 'Чтобы запускать модели, задайте ключ API.',
    setKey: 'Задать ключ API',
    done: 'Готово',
    run: 'Запустить'
  },
  'zh-cn': { needsKey: '设置 API 密钥以运行模型。', setKey: '设置 API 密钥', done: '已完成', run: '运行' }
} as const;

/** Three English words in a row; names of models have fewer. */
const ENGLISH = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

const englishIn = async (frame: Frame): Promise<readonly string[]> => {
  const text = await frame.locator('body').innerText();
  return text.split('\n').filter(line => ENGLISH.test(line));
};

for (const locale of ['ru', 'zh-cn'] as const) {
  const texts = LANGUAGES[locale];
  describe(`display language ${locale}`, () => {
    it(`${locale}: saves a file, and no surface has English or cut texts`, async () => {
      const wb = await startWorkbench({ emulator: { taskMs: 300 }, locale, withoutKey: true });
      try {
        const form = await openForm(wb);
        await form.getByText(texts.needsKey).waitFor();
        await chooseModel(form, 'seedream/4.5-text-to-image', 'Seedream 4.5');
        assert.deepEqual(await englishIn(form), []);
        await wb.screenshot(`${locale}-first-start`);
        await form.getByText(texts.setKey, { exact: true }).first().click();
        await wb.quickInput(wb.emulator.key, texts.setKey);
        await form.locator('.field[data-path="prompt"] textarea').fill('Маяк на рассвете 灯塔');
        const run = form.locator('.run:not([aria-disabled])').filter({ hasText: texts.run });
        await run.waitFor();
        await wb.screenshot(`${locale}-before-run`);
        await run.click();
        await form.locator('.task-item', { hasText: texts.done }).first().waitFor();
        assert.deepEqual(await englishIn(form), []);
        assert.equal((await filesBelow(path.join(wb.workspace, 'kie'))).length, 1);
        assert.equal(wb.emulator.submissions.length, 1);
        await wb.screenshot(`${locale}-done`);
        const words = {
          ...(await languageTexts(root, 'code', locale)),
          ...(await languageTexts(root, 'manifest', locale))
        };
        const problems = new Set<string>();
        await walkStates({
          wb,
          t: key => words[key] ?? key,
          async state(name, act) {
            await act();
            for (const problem of await surfaceProblems(wb, locale)) problems.add(`${name}: ${problem}`);
          }
        });
        assert.deepEqual([...problems], []);
      } catch (error) {
        await wb.saveEvidence(`languages-${locale}`);
        throw error;
      } finally {
        await wb.stop();
      }
    });
  });
}
