// The model picker: groups, favorites, badges, legacy models, values that are not carried over.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { waitForEqual, waitForValue } from '../../harness/waiting.ts';
import { entries, formOf, summaryOf } from '../support/fixture.ts';
import { data, field, lastRequest, promptData } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const open = (page: Page) => page.locator('#model .picker-button').click();
const headings = (page: Page) => page.locator('#model .picker-group').allInnerTexts();
const keys = (page: Page) =>
  page.locator('#model .picker-option').evaluateAll(all => all.map(one => (one as HTMLElement).dataset['key']));
const option = (page: Page, id: string) => page.locator(`#model .picker-option[data-key="${id}"]`);

const legacyModel: ModelEntry = {
  ...entries[1]!,
  id: 'test/old',
  name: 'Old',
  status: 'legacy',
  successor: 'test/speak'
};
const withLegacyModel = {
  ...data,
  models: [...data.models, { ...summaryOf(legacyModel), successor: 'test/speak' }],
  forms: { ...data.forms, 'test/old': formOf(legacyModel) }
};

test('model picker: lists favorites and recent models first, then output and family', async () => {
  const picker = { favorites: ['test/speak'], recent: ['test/only-prompt', 'test/speak'] };
  const page = await openPage(browser, { ...data, picker });
  await open(page);
  await waitForEqual(() => headings(page), ['Favorites', 'Recently Used', 'Images']);
  await waitForEqual(() => keys(page), ['test/speak', 'test/only-prompt', 'test/everything']);
  await page.close();
});

test('model picker: toggles a favorite in the list and beside the chosen model', async () => {
  const page = await openPage(browser, data);
  await open(page);
  await option(page, 'test/speak').locator('.picker-star').click();
  await page.locator('#model .picker-group', { hasText: 'Favorites' }).waitFor();
  assert.deepEqual((await lastRequest(page, 'changePicker')).favorite, { id: 'test/speak', on: true });
  assert.deepEqual((await keys(page))[0], 'test/speak');
  await page.keyboard.press('Escape');
  const star = page.getByRole('button', { name: 'Favorite: Everything' });
  await star.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.kie.picker.favorites.length === 2);
  await page.locator('.toggle[aria-pressed=true]').waitFor();
  await star.click();
  await page.waitForFunction(() => window.kie.picker.favorites.length === 1);
  await page.close();
});

test('model picker: marks new, added and legacy models, and shows prices', async () => {
  const models = withLegacyModel.models.map(model => ({
    ...model,
    ...(model.id === 'test/speak' ? { user: true as const, from: { credits: 2, unit: 'second' } } : {})
  }));
  const picker = { fresh: ['test/only-prompt'], showLegacy: true };
  const page = await openPage(browser, { ...withLegacyModel, models, picker });
  await open(page);
  assert.equal(await option(page, 'test/speak').locator('.badge').innerText(), 'added by you');
  assert.equal(await option(page, 'test/speak').locator('.picker-detail').innerText(), 'Text to speech');
  assert.equal(await option(page, 'test/speak').locator('.picker-price').innerText(), 'from 2 credits/s');
  assert.equal(await option(page, 'test/only-prompt').locator('.badge').innerText(), 'new');
  assert.equal(await option(page, 'test/old').locator('.badge').innerText(), 'older');
  await page.close();
});

test('model picker: shows legacy models on request, with their successor', async () => {
  const page = await openPage(browser, withLegacyModel);
  await open(page);
  assert.equal(await option(page, 'test/old').count(), 0);
  await page.getByRole('checkbox', { name: 'Show older models' }).check();
  await option(page, 'test/old').click();
  await page.getByText('Use Speak instead').click();
  await page.locator('.picker-button', { hasText: 'Speak' }).waitFor();
  assert.deepEqual(await lastRequest(page, 'chooseModel'), { id: 'test/speak' });
  await page.close();
});

test('model picker: lists values that are left out, until the next change', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() => window.kie.leftOut.push('Picture', 'Ratio'));
  await open(page);
  await option(page, 'test/speak').click();
  await page.locator('.left-out', { hasText: 'Not carried over: Picture, Ratio.' }).waitFor();
  await field(page, 'text').locator('textarea').fill('Hello');
  await page.locator('.left-out').waitFor({ state: 'detached' });
  await page.close();
});

test('model picker: tolerates a typo and starts a category at its last used model', async () => {
  const page = await openPage(browser, { ...data, picker: { last: { 'purpose:images': 'test/only-prompt' } } });
  await open(page);
  await page.locator('#model .picker-search').fill('sepak');
  await waitForEqual(() => keys(page), ['test/speak']);
  await page.locator('#model .picker-search').fill('');
  await page.locator('#model select').selectOption('purpose:images');
  await page.locator('#model .picker-search').press('Enter');
  assert.deepEqual(await lastRequest(page, 'chooseModel'), { id: 'test/only-prompt' });
  await page.close();
});

test('model picker: highlights the words of the search', async () => {
  const page = await openPage(browser, data);
  await open(page);
  await page.locator('#model .picker-search').fill('onlyprom image');
  await waitForEqual(() => option(page, 'test/only-prompt').locator('mark').allInnerTexts(), ['Only Prom', 'image']);
  await page.close();
});

test('model picker: offers older models and the documentation when nothing is found', async () => {
  const models = withLegacyModel.models.map(model =>
    model.id === 'test/old' ? { ...model, task: 'lip-sync', output: 'video' as const } : model
  );
  const page = await openPage(browser, { ...withLegacyModel, models });
  await open(page);
  await page.locator('#model .picker-search').fill('zzzz');
  await page.locator('#model').getByText('No models found.').waitFor();
  await page.getByRole('button', { name: 'Add a model from its documentation…' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'addModel' });
  await page.locator('#model .picker-panel').waitFor({ state: 'detached' });
  await open(page);
  await page.locator('#model select').selectOption('task:lip-sync');
  await page.getByRole('button', { name: 'Show older models' }).click();
  await option(page, 'test/old').waitFor();
  await page.locator('#model .picker-search').fill('zzzz');
  await page.getByRole('button', { name: 'Search all categories' }).click();
  await page.locator('#model .picker-search').fill('');
  await option(page, 'test/speak').waitFor();
  await page.close();
});

/** The catalog's size: 200 models with long names and prices. */
const manyModels = Array.from({ length: 200 }, (_, i) => ({
  ...data.models[1]!,
  id: `test/model-${i}`,
  name: `Some Model With a Long Name ${i}`,
  family: i % 2 === 0 ? 'Alpha' : 'Omega',
  summary: 'Makes images from text, in many styles and sizes, with as many words as the documentation has for it.',
  from: { credits: i + 1, unit: 'second' }
}));

test('model picker: shows 8 models at 300 by 560 pixels, the chosen one in the middle', async () => {
  const models = [...data.models, ...manyModels];
  const page = await openPage(browser, { ...promptData, models }, { width: 300, height: 560 });
  await open(page);
  await page.waitForFunction(() => (document.querySelector('#model .picker-list')?.scrollTop ?? 0) > 0);
  const list = (await page.locator('#model .picker-list').boundingBox())!;
  const lines = await page.locator('#model .picker-option').evaluateAll(all =>
    all.map(line => {
      const { top, bottom } = line.getBoundingClientRect();
      return { key: (line as HTMLElement).dataset['key'], top, bottom };
    })
  );
  const visible = lines.filter(({ top, bottom }) => top >= list.y && bottom <= list.y + list.height);
  assert.ok(visible.length >= 8, `${visible.length} models are visible`);
  assert.ok(list.y + list.height <= 560);
  const chosen = lines.find(({ key }) => key === 'test/only-prompt')!;
  assert.ok(Math.abs((chosen.top + chosen.bottom) / 2 - (list.y + list.height / 2)) < 40);
  await page.close();
});

test('model picker: sets the values that the search names, also of the chosen model', async () => {
  const choices = { size: { '1K': '1K', '2K': '2K', '4K': '4K' } };
  const models = promptData.models.map(model => (model.id === 'test/everything' ? { ...model, choices } : model));
  const page = await openPage(browser, { ...promptData, models });
  for (const size of ['4K', '2K']) {
    await open(page);
    await page.locator('#model .picker-search').fill(`everything ${size}`);
    await option(page, 'test/everything').filter({ hasText: size }).waitFor();
    await page.locator('#model .picker-search').press('Enter');
    await page.waitForFunction(wanted => window.kie.draft['size'] === wanted, size, { timeout: 10_000 });
  }
  await page.close();
});

const waitForPreload = (page: Page, id: string) =>
  page.waitForFunction(
    wanted =>
      window.kie.log.some(({ name, params }) => name === 'chooseModel' && 'ahead' in params && params.id === wanted),
    id
  );

test('model picker: preloads the active model and renders it at once when chosen', async () => {
  const page = await openPage(browser, data);
  await open(page);
  await option(page, 'test/only-prompt').hover();
  await waitForPreload(page, 'test/only-prompt');
  await page.keyboard.type('speak');
  await waitForPreload(page, 'test/speak');
  assert.ok(await page.locator('.field[data-path=size]').isVisible(), 'a preview changes nothing');
  await page.evaluate(() => (window.kie.hold = 'chooseModel'));
  await page.keyboard.press('Enter');
  await page.locator('.page[aria-busy=true] .field[data-path=text]').waitFor();
  // Run is disabled until the extension has changed the model.
  await page.locator('.run[aria-disabled=true]').waitFor();
  await page.evaluate(() => window.kie.release());
  await page.locator('.page[aria-busy=false] .field[data-path=text]').waitFor();
  await page.close();
});

test('model picker: keeps the model and the values when a choice fails', async () => {
  const page = await openPage(browser, data);
  await field(page, 'prompt').locator('textarea').fill('typed');
  await open(page);
  await page.keyboard.type('speak');
  await waitForPreload(page, 'test/speak');
  await page.evaluate(() => (window.kie.hold = 'chooseModel'));
  await page.keyboard.press('Enter');
  await page.locator('.page[aria-busy=true]').waitFor();
  await page.evaluate(() => {
    const seq = window.kie.log.findLast(({ name }) => name === 'chooseModel')?.seq;
    window.kie.push({ type: 'answer', seq, ok: false, message: 'It has gone.' });
  });
  await page.getByText('It has gone.').waitFor();
  await page.locator('.page[aria-busy=false] .field[data-path=size]').waitFor();
  await waitForValue(field(page, 'prompt').locator('textarea'), 'typed');
  await page.close();
});
