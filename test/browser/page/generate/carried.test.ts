// The values that a change of the model carries over: the notice and its Undo.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Carried } from '../../../../src/shared/form.ts';
import { draftOf, field, promptData } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const file = (name: string) => `file:///project/${name}`;
const media = Object.fromEntries(
  ['portrait.png', 'a.png', 'b.png', 'c.png'].map(name => [file(name), { value: file(name), name }])
);

/** Changes to the model with every control; the change carries over these values. */
async function change(carried: Carried): Promise<Page> {
  const page = await openPage(browser, { ...promptData, media }, { width: 300 });
  await page.evaluate(values => (window.kie.carried = values), carried);
  await page.locator('#model .picker-button').click();
  await page.locator('#model .picker-option[data-key="test/everything"]').click();
  await field(page, 'picture').waitFor();
  return page;
}

const notice = (page: Page) => page.locator('.carried');
const undo = (page: Page) => page.getByRole('button', { name: 'Undo carried-over values' });

test('carried-over values: are named, and Undo restores the values from before', async () => {
  const page = await change({
    values: { picture: file('portrait.png'), pictures: [file('a.png'), file('b.png'), file('c.png')], size: '2K' },
    before: { size: '4K' }
  });
  assert.equal(
    await page.getByRole('status').filter({ hasText: 'Carried over' }).innerText(),
    'Carried over: Picture (portrait.png), Pictures (3 files), Size.'
  );
  await undo(page).click();
  await notice(page).waitFor({ state: 'detached' });
  assert.deepEqual(await draftOf(page), { size: '4K' });
  await page.locator('#model .picker-button:focus').waitFor();
  await page.close();
});

test('carried-over values: Undo keeps a value that was changed since', async () => {
  const page = await change({ values: { picture: file('portrait.png'), size: '2K' }, before: {} });
  await field(page, 'size').locator('.segment', { hasText: '4K' }).click();
  await notice(page).getByText('Carried over: Picture (portrait.png).').waitFor();
  await undo(page).press('Enter');
  await notice(page).waitFor({ state: 'detached' });
  assert.deepEqual(await draftOf(page), { size: '4K' });
  await page.close();
});

test('carried-over values: have no notice without values or for another request', async () => {
  const page = await change({ values: {}, before: {} });
  assert.equal(await notice(page).count(), 0);
  await page.close();
  const other = await change({ values: { size: '2K' }, before: {} });
  await notice(other).waitFor();
  await other.evaluate(() => window.kie.pushState({ size: '2K' }, 99));
  await notice(other).waitFor({ state: 'detached' });
  await other.close();
});

test('carried-over values: the notice stays within a narrow view', async () => {
  const page = await change({ values: { picture: file('portrait.png'), size: '2K' }, before: {} });
  for (const width of [300, 220]) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const [line] = await notice(page).evaluateAll(all => all.map(one => one.scrollWidth - one.clientWidth));
    assert.equal(line, 0);
  }
  await page.close();
});
