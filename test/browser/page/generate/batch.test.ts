// The values of a batch as users enter them: wrong ones are named at their box, and nothing runs until they are fixed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitForEqual } from '../../harness/waiting.ts';
import { data, lastRequest, runCount } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const draft = { prompt: 'a', picture: 'https://example.com/a.png', turns: [{ text: 'x' }] };
const run = (page: Page, text: string | RegExp) => page.locator('.run').filter({ hasText: text });
const NO_PRICE = /^\s*Run\s*$/;

async function openBatch(): Promise<Page> {
  const page = await openPage(browser, { ...data, draft });
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  return page;
}

test('batch values: a part that is no number is named, and nothing runs until fixed', async () => {
  const page = await openBatch();
  await page.getByLabel('Vary', { exact: true }).selectOption('Seed');
  const box = page.getByRole('textbox', { name: 'Values: Seed' });
  const line = page.locator('.open-fields');
  await line.getByText('1 field needs input').waitFor();
  await box.fill('1, two, 3');
  const problem = page.locator('#batch-sweep-values-issues').getByText('"two" isn\'t a number. Enter numbers');
  await problem.waitFor();
  await run(page, NO_PRICE).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.run').click();
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await problem.waitFor({ state: 'detached' });
  for (const jump of [line.getByRole('button', { name: 'Values: Seed' }), line.locator('.open-count')]) {
    await jump.click();
    await page.waitForFunction(() => document.activeElement?.closest('#batch-sweep-values') instanceof HTMLElement);
    assert.equal(await box.inputValue(), '1, two, 3');
  }
  assert.equal(await runCount(page), 0);

  // The key runs with the values as they are in the box, which still has the focus.
  await box.fill('1, 3');
  await run(page, 'Run 2 · 16 credits').waitFor();
  await page.locator('.open-fields').waitFor({ state: 'detached' });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('4');
  await page.keyboard.press('ControlOrMeta+Enter');
  assert.deepEqual((await lastRequest(page, 'run')).batch, { times: 1, sweep: { name: 'seed', values: [1, 4] } });
  await page.close();
});

test('batch values: ranges, duplicates and long lists run as the panel shows', async () => {
  const page = await openBatch();
  await page.getByLabel('Vary', { exact: true }).selectOption('Seed');
  const box = page.getByRole('textbox', { name: 'Values: Seed' });
  const panel = page.locator('.panel');
  const many = Array.from({ length: 21 }, (_, i) => i).join(' ');
  const cases = [
    ['1-3, 3', 'Runs with 1, 2, 3. Duplicates are skipped.', 'Run 3 · 24 credits'],
    ['１，２', 'Runs with 1, 2.', 'Run 2 · 16 credits'],
    ['7', undefined, 'Run · 8 credits'],
    ['1,500', '"1,500" can be one number or several. Enter 1500 or 1, 500.', NO_PRICE],
    ['1-30', '"1-30" has 30 values, but at most 20 runs can be started at once.', NO_PRICE],
    [many, '21 runs: at most 20 can be started at once.', 'Run 21']
  ] as const;
  for (const [text, words, button] of cases) {
    await box.fill(text);
    if (words === undefined) await panel.getByText('Runs with').waitFor({ state: 'detached' });
    else await panel.getByText(words).first().waitFor();
    const isPossible = typeof button === 'string' && button.includes('credits');
    await run(page, button)
      .and(page.locator(isPossible ? ':not([aria-disabled])' : '[aria-disabled]'))
      .waitFor();
    await waitForEqual(async () => (await box.getAttribute('aria-invalid')) === 'true', !isPossible);
    await waitForEqual(() => page.locator('.open-field', { hasText: 'Values: Seed' }).count(), isPossible ? 0 : 1);
  }
  await page.close();
});

test('number of runs: a value that is not possible stays in its box with the reason', async () => {
  const page = await openBatch();
  const box = page.getByRole('spinbutton', { name: 'Number of runs' });
  const wrong = page.getByText('Enter a whole number from 1 to 20.');
  for (const text of ['', '0', '1.5', '-2']) {
    await box.fill(text);
    await wrong.waitFor();
    await run(page, NO_PRICE).and(page.locator('[aria-disabled]')).waitFor();
    assert.equal(await box.inputValue(), text);
    await page.locator('.run').click();
    await page.waitForFunction(() => document.activeElement?.closest('#batch-times') instanceof HTMLElement);
  }
  await box.fill('50');
  await page.getByText('50 runs: at most 20 can be started at once.').waitFor();
  await wrong.waitFor({ state: 'detached' });
  await box.fill('');
  await page.keyboard.type('4');
  await run(page, 'Run 4 · 32 credits').click();
  assert.deepEqual((await lastRequest(page, 'run')).batch, { times: 4 });
  assert.equal(await runCount(page), 1);
  await page.close();
});

test('batch values: replace the fields of the form that they supply', async () => {
  const page = await openPage(browser, {
    ...data,
    start: 'test/only-prompt',
    draft: {},
    promptList: ['a kite', 'a boat']
  });
  await page.locator('.open-fields').getByText('1 field needs input').waitFor();
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await page.getByRole('button', { name: 'Prompts from the selection of the active editor' }).click();
  await page.locator('.open-fields').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Use the prompt of the form again' }).click();
  await page.locator('.open-fields').waitFor();
  await page.close();
});
