// The form by keyboard alone: keys that work anywhere, and a focus that never gets lost.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { formOf, summaryOf } from '../support/fixture.ts';
import { data, draftOf, field, promptData, requestCount, runCount } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const prompt = (page: Page) => field(page, 'prompt').locator('textarea');
const RUN = 'ControlOrMeta+Enter';

/** Describes the focused element: the path of its field, else its text or name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) return 'nothing';
    const path = active.closest('.field')?.getAttribute('data-path');
    return path ?? active.getAttribute('aria-label') ?? active.textContent.trim();
  });

const waitForFocus = (page: Page, path: string) =>
  page.waitForFunction(wanted => document.activeElement?.closest('.field')?.getAttribute('data-path') === wanted, path);

test('Ctrl+Enter: runs from the prompt, a button, a list and from nowhere', async () => {
  const page = await openPage(browser, promptData);
  const places = [
    () => prompt(page).focus(),
    () => page.locator('.panel-tab').first().focus(),
    () => page.locator('#model .picker-button').focus(),
    () => page.evaluate(() => (document.activeElement as HTMLElement).blur())
  ];
  for (const [index, focus] of places.entries()) {
    await focus();
    await page.keyboard.press(RUN);
    await page.waitForFunction(
      count => window.kie.log.filter(({ name }) => name === 'run').length === count,
      index + 1
    );
    await page.locator('.run:not([aria-disabled])').waitFor();
  }
  assert.equal(await page.locator('.panel, .picker-panel').count(), 0, 'the focused button is not pressed');
  assert.deepEqual(await draftOf(page), { prompt: 'a boat' });
  await page.close();
});

for (const firstState of ['posted', 'lost'] as const) {
  test(`prompt: gets the focus asked for while the page loads (${firstState})`, async () => {
    const page = await openPage(browser, { ...data, start: 'test/only-prompt', firstState, wantsPrompt: true });
    await waitForFocus(page, 'prompt');
    await page.close();
  });
}

test('Ctrl+Enter: shows the problems and focuses the first one instead of running', async () => {
  const page = await openPage(browser, { ...data, start: 'test/only-prompt' });
  await page.locator('.panel-tab').first().focus();
  await page.keyboard.press(RUN);
  await field(page, 'prompt').getByText('prompt is missing').waitFor();
  await waitForFocus(page, 'prompt');
  assert.equal(await runCount(page), 0);
  await page.close();
});

test('Ctrl+Enter: buys once while the key is held down', async () => {
  const page = await openPage(browser, promptData);
  await prompt(page).focus();
  await page.keyboard.down('ControlOrMeta');
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.down('Enter');
    await page.locator('.run:not([aria-disabled])').waitFor();
  }
  await page.keyboard.up('Enter');
  await page.keyboard.up('ControlOrMeta');
  assert.equal(await runCount(page), 1);
  await page.close();
});

test('Ctrl+Enter: runs no sweep without values', async () => {
  const page = await openPage(browser, {
    ...data,
    draft: { prompt: 'a', picture: 'https://a.test/a.png', turns: [{ text: 'x' }] }
  });
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await page.getByLabel('Vary').selectOption('Size');
  await page.keyboard.press(RUN);
  await page.locator('.panel .chip', { hasText: '1K' }).click();
  await page.locator('.run', { hasText: 'Run · 8 credits' }).waitFor();
  assert.equal(await runCount(page), 0);
  await page.close();
});

test('Run button: keeps the focus while the task starts', async () => {
  const page = await openPage(browser, promptData);
  await page.locator('.run').focus();
  await page.keyboard.press('Enter');
  await page.locator('.run[aria-disabled=true]').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.run')));
  await page.keyboard.press('Enter');
  await page.locator('.run:not([aria-disabled])').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.run')));
  assert.equal(await runCount(page), 1);
  await page.close();
});

test('focus: stays near a control that removes or disables itself', async () => {
  const pictures = ['file:///project/a.png', 'file:///project/b.png'];
  const page = await openPage(browser, { ...data, draft: { style: 'ink', pictures } });
  await page.locator('details.more').first().locator('summary').click();
  await field(page, 'style').getByLabel('Reset Style').first().focus();
  await page.keyboard.press('Enter');
  await waitForFocus(page, 'style');
  for (let rest = 2; rest > 0; rest -= 1) {
    await field(page, 'pictures')
      .getByRole('button', { name: /^Remove / })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      count => document.querySelectorAll('.field[data-path=pictures] .media-item').length === count,
      rest - 1
    );
    await waitForFocus(page, 'pictures');
  }
  await page.close();
});

test('Escape: closes the open panel and returns to its button', async () => {
  const page = await openPage(browser, promptData);
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await page.locator('.batch-line input').focus();
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Batch');
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await prompt(page).focus();
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'prompt');
  await page.close();
});

test('panel buttons: are one Tab stop with arrow keys', async () => {
  const page = await openPage(browser, promptData);
  await page.locator('.panel-tab').first().focus();
  const seen: string[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
  }
  assert.deepEqual(seen, ['Batch', 'Request', 'Price', 'Presets', 'Price', 'Presets', 'Price']);
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.run')));
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'Price');
  await page.close();
});

test('Tab: takes fewer than 12 stops from the model to Run on the smallest form', async () => {
  const catalog = new URL('../../../../dist/catalog.json', import.meta.url);
  const { models } = JSON.parse(await readFile(catalog, 'utf8')) as { models: readonly ModelEntry[] };
  for (const id of ['z-image', 'test/only-prompt']) {
    const entry = models.find(model => model.id === id);
    const own = entry === undefined ? {} : { models: [summaryOf(entry)], forms: { [id]: formOf(entry) } };
    const page = await openPage(browser, { ...promptData, ...own, start: id });
    await page.locator('#model .picker-button').focus();
    const stops: string[] = [];
    while (!(await page.evaluate(() => document.activeElement?.matches('.run'))) && stops.length < 30) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    assert.ok(stops.length < 12, stops.join(', '));
    await page.close();
  }
});

test('New Request: focuses the prompt, also when another control had the focus', async () => {
  const page = await openPage(browser, promptData);
  await page.locator('.run').focus();
  await page.evaluate(() => window.kie.push({ type: 'focusPrompt' }));
  await waitForFocus(page, 'prompt');
  await page.close();
  const empty = await openPage(browser, { models: data.models, forms: data.forms });
  await empty.evaluate(() => window.kie.push({ type: 'focusPrompt' }));
  await empty.waitForFunction(() => document.activeElement?.matches('#model .picker-button'));
  await empty.close();
});

test('prompt: Up and Down in an empty one walk through earlier prompts', async () => {
  const prompts = ['newest\nof two lines', 'older'];
  const page = await openPage(browser, { ...promptData, draft: {}, prompts });
  const press = async (key: string, text: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.waitForFunction(
      wanted => document.querySelector('vscode-text-area')?.shadowRoot?.querySelector('textarea')?.value === wanted,
      text
    );
  };
  await prompt(page).focus();
  await press('ArrowDown', '');
  await press('ArrowUp', 'newest\nof two lines');
  assert.deepEqual(await draftOf(page), { prompt: 'newest\nof two lines' });
  await press('ArrowUp', 'older');
  await press('ArrowUp', 'older');
  await press('ArrowDown', 'newest\nof two lines');
  await press('ArrowDown', '');
  assert.deepEqual(await draftOf(page), {});
  await press('ArrowUp', 'newest\nof two lines');
  assert.equal(await requestCount(page, 'promptHistory'), 2);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await press('ArrowUp', 'newest!\nof two lines');
  await press('ArrowUp', 'newest!\nof two lines');
  assert.equal(await requestCount(page, 'promptHistory'), 2, 'an edited prompt ends the walk');
  await page.close();
});

test('focus: is never lost while tabbing through the form', async () => {
  const page = await openPage(browser, {
    ...data,
    draft: { turns: [{ text: 'a' }, { text: 'b' }] },
    promptList: ['a']
  });
  const act = async (name: string | RegExp, key = 'Enter'): Promise<void> => {
    const button = page.getByRole('button', { name, exact: true }).first();
    await button.focus();
    await page.keyboard.press(key);
    // Waits for the answers of the extension and for the frame that moves the focus.
    await page.evaluate(() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 50)));
    assert.notEqual(await focused(page), 'nothing', String(name));
  };
  await act('Remove Turn 2');
  await act('Remove Turn 1');
  await act('Add Turn');
  await act('Batch');
  await act('Prompts from the selection of the active editor');
  await act('Use the prompt of the form again');
  await act('Batch', 'Escape');
  await act('Presets');
  await act('Save preset…');
  await act('Presets');
  await page.evaluate(() => (window.kie.carried = { values: { size: '2K' }, before: {} }));
  await page.locator('#model .picker-button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('only prompt');
  await page.keyboard.press('Enter');
  await page.locator('.carried').waitFor();
  assert.equal(await focused(page), 'Model: Only Prompt');
  await act('Undo carried-over values');
  await prompt(page).fill('a boat');
  await page.evaluate(() => window.kie.push({ type: 'resetForm' }));
  await act('Undo the reset of the form');
  await act(/^Run/);
  await page.close();
});

test('focus: stays in the bar when a task ends and its line is dismissed', async () => {
  const page = await openPage(browser, promptData);
  const task = {
    ...{ localId: 't1', model: 'test/only-prompt', origin: 'form', input: { prompt: 'a boat' }, results: [] },
    ...{ createdAt: Date.now(), updatedAt: Date.now() }
  };
  const push = (tasks: readonly object[]) =>
    page.evaluate(
      all => window.kie.push({ type: 'tasks', tasks: all }),
      tasks.map(one => ({ task: one }))
    );
  await push([{ ...task, state: 'running' }]);
  await page.getByRole('button', { name: /^Stop: / }).focus();
  await push([{ ...task, state: 'failed', error: { message: 'Failed.', kind: 'server' } }]);
  await page.getByRole('button', { name: /^Dismiss: / }).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('.run-bar') instanceof HTMLElement);
  assert.notEqual(await focused(page), 'nothing');
  await page.getByRole('button', { name: /^Dismiss: / }).focus();
  await push([]);
  await page.waitForFunction(() => document.activeElement?.closest('.run-bar') instanceof HTMLElement);
  await page.close();
});
