import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitForValue } from '../../../harness/waiting.ts';
import { data, draftOf, field, expandMore, promptData, runCount } from '../../support/helpers.ts';
import { launch, openPage } from '../../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const everything = (): Promise<Page> => openPage(browser, data);

test('form: sends nothing and shows no problem while untouched', async () => {
  const page = await everything();
  assert.deepEqual(await draftOf(page), {});
  assert.equal(await page.locator('.field[data-invalid]').count(), 0);
  await page.locator('.run', { hasText: /^\s*Run · 8 credits \(\$0\.04\)\s*$/ }).waitFor();
  await page.close();
});

const controls: readonly [string, (page: Page) => Promise<unknown>, unknown][] = [
  ['prompt', p => field(p, 'prompt').locator('textarea').fill('سلام 🌊'), 'سلام 🌊'],
  ['picture', p => field(p, 'picture').getByText('Choose file…').click(), 'file:///project/a.png'],
  [
    'pictures',
    p => field(p, 'pictures').getByText('Choose files…').click(),
    ['file:///project/a.png', 'file:///project/b.png']
  ],
  ['size', p => field(p, 'size').locator('.segment', { hasText: '4K' }).click(), '4K'],
  ['duration', p => field(p, 'duration').locator('.segment', { hasText: '10' }).click(), 10],
  ['ratio', p => field(p, 'ratio').locator('.ratio', { hasText: '16:9' }).click(), '16:9'],
  ['quality', p => field(p, 'quality').locator('select').selectOption('high'), 'high'],
  [
    'voice',
    async p => {
      await field(p, 'voice').locator('.picker-button').click();
      await field(p, 'voice').locator('.picker-search').fill('voice 12');
      await p.keyboard.press('Enter');
    },
    'Voice 12'
  ],
  ['loop', p => field(p, 'loop').getByRole('checkbox').click(), false],
  ['tint', p => field(p, 'tint').locator('.swatch').fill('#aa3300'), '#aa3300'],
  ['strength', p => field(p, 'strength').locator('input[type=number]').fill('0.7'), 0.7],
  ['seed', p => field(p, 'seed').locator('input[type=number]').fill('42'), 42],
  ['style', p => field(p, 'style').locator('input').fill('oil'), 'oil'],
  [
    'tags',
    async p => {
      await field(p, 'tags').getByText('Add Tag').click();
      await field(p, 'tags[0]').locator('input').fill('sea');
    },
    ['sea']
  ],
  [
    'boxes',
    async p => {
      await field(p, 'boxes').getByText('Add Box').first().click();
      await field(p, 'boxes[0]').locator('vscode-button', { hasText: 'Add' }).first().click();
      await field(p, 'boxes[0][0]').locator('input[type=number]').fill('7');
    },
    [[7]]
  ],
  ['turns', p => field(p, 'turns[0].text').locator('textarea').fill('Hello'), [{ text: 'Hello' }]]
];

test('form: each control writes its typed value and nothing else', async t => {
  const page = await everything();
  await expandMore(page);
  for (const [name, act, value] of controls) {
    await t.test(name, async () => {
      await act(page);
      await page.waitForFunction(key => window.kie.draft[key] !== undefined, name);
      assert.deepEqual(await draftOf(page), { [name]: value });
      // Reset makes the field untouched again.
      await field(page, name).locator('> .field-head vscode-button').click();
      await page.waitForFunction(key => window.kie.draft[key] === undefined, name);
      assert.deepEqual(await draftOf(page), {});
    });
  }
  await page.close();
});

test('list: adds, moves and removes items with their values', async () => {
  const page = await everything();
  const turns = field(page, 'turns');
  await field(page, 'turns[0].text').locator('textarea').fill('one');
  await turns.getByText('Add Turn').click();
  await field(page, 'turns[1].text').locator('textarea').fill('two');
  await field(page, 'turns[1].start').locator('input').fill('1.5');
  assert.deepEqual(await draftOf(page), { turns: [{ text: 'one' }, { text: 'two', start: 1.5 }] });
  await turns.getByLabel('Move Turn 2 up').first().click();
  assert.deepEqual(await draftOf(page), { turns: [{ text: 'two', start: 1.5 }, { text: 'one' }] });
  await waitForValue(field(page, 'turns[1].text').locator('textarea'), 'one');
  await turns.getByText('Add Turn').click();
  await turns.locator('vscode-button[disabled]', { hasText: 'Add Turn' }).waitFor();
  await turns.getByLabel('Remove Turn 3').first().click();
  await turns.getByLabel('Remove Turn 1').first().click();
  assert.deepEqual(await draftOf(page), { turns: [{ text: 'one' }] });
  await field(page, 'turns[0].media').locator('.segment', { hasText: 'Video' }).click();
  await field(page, 'turns[0].media').getByText('Choose file…').click();
  await page.waitForFunction(() => JSON.stringify(window.kie.draft).includes('a.png'));
  const asked = await page.evaluate(() => window.kie.log.findLast(message => message.name === 'pickMedia')?.params);
  assert.deepEqual(asked, { kind: 'video', many: false, accept: [], source: 'files' });
  await page.close();
});

test('media field: accepts a typed or pasted URL', async () => {
  const page = await everything();
  await field(page, 'picture').locator('.address input').fill('https://example.com/a.png');
  await page.keyboard.press('Enter');
  assert.deepEqual(await draftOf(page), { picture: 'https://example.com/a.png' });
  await page.close();
});

test('problems: appear at touched fields, and at all fields after Run', async () => {
  const page = await everything();
  await field(page, 'prompt').locator('textarea').fill('x');
  await field(page, 'prompt').locator('textarea').fill('');
  await field(page, 'prompt').locator('#f-prompt-issues p').waitFor();
  assert.equal(await page.locator('.field[data-invalid]').count(), 1);
  await field(page, 'prompt').locator('textarea[aria-invalid=true]').waitFor();
  const described = await page.evaluate(() => {
    const control = document
      .querySelector('.field[data-path=prompt] vscode-text-area')
      ?.shadowRoot?.querySelector('textarea');
    return control?.ariaDescribedByElements?.map(element => element.textContent.trim()).join(' | ');
  });
  assert.match(described ?? '', /What to make.*prompt is missing/);
  await page.evaluate(() => window.kie.extraIssues.push({ path: '', message: 'Too much altogether' }));
  await page.locator('.run').click();
  await page.locator('.field[data-path=picture][data-invalid]').waitFor();
  assert.equal(await runCount(page), 0);
  await field(page, 'prompt').locator('textarea').fill('y');
  await page.getByText('Too much altogether').waitFor();
  await page.close();
});

test('hidden fields: are listed with their reasons in one place', async () => {
  const page = await everything();
  await page.evaluate(() => window.kie.hidden.push('size'));
  await field(page, 'prompt').locator('textarea').fill('x');
  await field(page, 'size').waitFor({ state: 'detached' });
  await page.locator('.not-now > summary').click();
  await page.locator('.not-now').getByText('Size: Only with a picture.').waitFor();
  await page.close();
});

test('text field: uses the direction of its text', async () => {
  const page = await openPage(browser, promptData);
  const direction = () =>
    page.evaluate(() => {
      const area = document.querySelector('vscode-text-area')?.shadowRoot?.querySelector('textarea');
      return area === null || area === undefined ? '' : getComputedStyle(area).direction;
    });
  assert.equal(await direction(), 'ltr');
  await field(page, 'prompt').locator('textarea').fill('قارب ورقي في المطر');
  assert.equal(await direction(), 'rtl');
  await page.close();
});
