// Mutually exclusive modes, shared limits, suggested text, seeds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { entries, formOf } from '../support/fixture.ts';
import { data, draftOf, draftWith, field, lastRequest } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const modes = [
  {
    id: 'frames',
    options: [
      { label: 'One picture', params: ['picture'] },
      { label: 'Several pictures', params: ['pictures'] }
    ]
  }
];
const mode = (page: Page, name: string) => page.locator('.mode .segment', { hasText: name });

test('alternatives: are a choice, and switching back restores the values', async () => {
  const page = await openPage(browser, { ...data, modes });
  await field(page, 'picture').waitFor();
  assert.equal(await field(page, 'pictures').count(), 0);
  await field(page, 'picture').getByText('Choose file…').click();
  assert.deepEqual(await draftWith(page, 'picture'), { picture: 'file:///project/a.png' });
  await mode(page, 'Several pictures').click();
  assert.deepEqual(await draftOf(page), {});
  await field(page, 'picture').waitFor({ state: 'detached' });
  await field(page, 'pictures').getByText('Choose files…').click();
  assert.deepEqual(await draftWith(page, 'pictures'), { pictures: ['file:///project/a.png', 'file:///project/b.png'] });
  await mode(page, 'One picture').click();
  assert.deepEqual(await draftOf(page), { picture: 'file:///project/a.png' });
  await page.close();
});

test('alternatives: are selected by a draft from elsewhere', async () => {
  const page = await openPage(browser, { ...data, modes, draft: { pictures: ['file:///project/a.png'] } });
  await field(page, 'pictures').locator('.media-item').waitFor();
  assert.equal(await field(page, 'picture').count(), 0);
  await page.close();
});

test('shared limit: is counted once, at the last of its fields', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() =>
    window.kie.counters.push({ params: ['pictures', 'picture'], used: 9, max: 7, unit: 'items', label: 'All pictures' })
  );
  await field(page, 'prompt').locator('textarea').fill('x');
  await field(page, 'pictures').locator('.counter.over', { hasText: '9 of 7 items in All pictures' }).waitFor();
  assert.equal(await page.locator('.counter.over').count(), 1);
  await page.close();
});

test('prompt presets: add their text and remove it again', async () => {
  const entry: ModelEntry = {
    ...entries[1]!,
    presets: [{ name: 'Ghibli style', param: 'prompt', text: 'in watercolour' }]
  };
  const forms = { ...data.forms, [entry.id]: formOf(entry) };
  const page = await openPage(browser, { ...data, forms, start: entry.id, draft: { prompt: 'a boat' } });
  const chip = page.getByRole('button', { name: 'Ghibli style' });
  await chip.click();
  assert.deepEqual(await draftOf(page), { prompt: 'a boat, in watercolour' });
  await chip.and(page.locator('[aria-pressed=true]')).waitFor();
  await chip.click();
  assert.deepEqual(await draftOf(page), { prompt: 'a boat' });
  await page.close();
});

test('seed: is randomized by its button, and for each run unless it is kept', async () => {
  const entry: ModelEntry = {
    ...entries[1]!,
    params: { prompt: { type: 'string' }, seed: { type: 'integer', minimum: 10, maximum: 99999 } }
  };
  const page = await openPage(browser, { ...data, forms: { [entry.id]: formOf(entry) }, start: entry.id });
  await field(page, 'seed').getByTitle('Seed: randomize seed').click();
  const { seed } = (await draftOf(page)) as { seed: number };
  assert.ok(Number.isInteger(seed) && seed >= 10 && seed <= 99999, String(seed));
  await page.locator('.run').click();
  assert.deepEqual((await lastRequest(page, 'run')).draft, { seed });
  assert.deepEqual(await draftOf(page), { seed }, 'kept');
  await page.locator('.run:not([aria-disabled])').waitFor();
  await page.getByRole('button', { name: 'Seed: keep for the next runs' }).click();
  await page.locator('.run').click();
  await page.waitForFunction(before => window.kie.draft['seed'] !== before, seed);
  await page.close();
});
