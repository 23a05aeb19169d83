// What a form says before Run: the fields that need input, each once, with a jump; and the reset of the form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { data, draftOf, field, promptData } from './support/helpers.ts';
import { launch, openPage } from './support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('open fields: are counted before Run, and a click focuses the next one', async () => {
  const page = await openPage(browser, data);
  const line = page.locator('.open-fields');
  assert.match(await line.innerText(), /3 fields need input\s+Prompt\s+Picture\s+Turns/);
  assert.equal(await page.locator('.issues p').count(), 0, 'nothing is red before the user did anything');
  await line.locator('.open-count').click();
  await page.locator('.field[data-path=prompt] textarea:focus').waitFor();
  await page.keyboard.type('a boat');
  await line.getByText('2 fields need input').waitFor();
  await line.getByRole('button', { name: 'Turns' }).click();
  await page.locator('.field[data-path="turns[0].text"] :is(input, textarea):focus').waitFor();
  assert.equal(await field(page, 'picture').locator('.issues p').count(), 0);
  await page.close();
});

test('open fields: each problem has one message, at its field', async () => {
  const page = await openPage(browser, data);
  await page.locator('.run').click();
  await field(page, 'prompt').locator('.issues p').waitFor();
  assert.equal(await page.getByText('prompt is missing').count(), 1);
  assert.equal(await page.locator('.run-bar .general').count(), 0);
  await page.close();
});

test('form: is reset by the extension, and the reset is undone', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => window.kie.push({ type: 'resetForm' }));
  await page.getByText('The form was reset.').waitFor();
  assert.deepEqual(await draftOf(page), {});
  await page.getByRole('button', { name: 'Undo the reset of the form' }).click();
  await page.getByText('The form was reset.').waitFor({ state: 'detached' });
  assert.deepEqual(await draftOf(page), { prompt: 'a boat' });
  await page.evaluate(() => window.kie.push({ type: 'resetForm' }));
  await field(page, 'prompt').locator('textarea').fill('another');
  await page.getByText('The form was reset.').waitFor({ state: 'detached' });
  await page.close();
});
