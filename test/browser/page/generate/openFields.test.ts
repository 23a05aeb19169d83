// The problems of a form before Run: the fields that need input, each once, with a jump; and the reset of the form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { data, draftOf, draftWith, field, promptData } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

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

test('open fields: the count leads to each field in turn, twice around', async () => {
  const page = await openPage(browser, data);
  const paths = ['prompt', 'picture', 'turns[0].text'];
  for (const path of [...paths, ...paths]) {
    await page.locator('.open-count').click();
    await page.waitForFunction(
      wanted => document.activeElement?.closest('.field')?.getAttribute('data-path') === wanted,
      path
    );
  }
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

test('open fields: the link of each kind of field leads to its control', async () => {
  const cards = [{ text: 'a', start: 1 }, { text: 'b' }];
  const pictures = ['file:///project/a.png'];
  const values = { prompt: 'a', picture: 'file:///project/a.png', pictures, size: '2K', seed: 7, style: 'ink' };
  const draft = { ...values, tags: ['sea'], turns: cards };
  const page = await openPage(browser, { ...data, draft });
  /** The path of the field with the problem, and the control that has the focus after the jump. */
  const controls = {
    prompt: 'textarea Prompt',
    picture: 'button Open file:///project/a.png',
    pictures: 'input Pictures: URL',
    size: 'input 2K',
    duration: 'input 5',
    ratio: 'input 1:1',
    quality: 'select Quality',
    voice: 'button Voice: Choose…',
    loop: 'input Loop',
    strength: 'input Strength',
    seed: 'input Seed',
    tint: 'input Tint: choose',
    style: 'input Style',
    'tags[0]': 'input Tag 1',
    boxes: 'button Add Box',
    'turns[1].start': 'input Turn 2: Start',
    'turns[1].media': 'input 0'
  };
  const paths = Object.keys(controls);
  await page.evaluate(all => {
    window.kie.extraIssues = all.map(path => ({ path, message: `${path} is wrong.` }));
    window.kie.pushState(window.kie.draft, 1);
  }, paths);
  await page.locator('.open-count').waitFor();
  await page.getByRole('button', { name: 'Collapse Turn 2' }).click();
  const seen: Record<string, string> = {};
  for (const path of paths) {
    // Every section is closed again, so that each jump has to open it.
    await page.evaluate(wanted => {
      for (const details of document.querySelectorAll('details')) details.open = false;
      window.kie.extraIssues = [{ path: wanted, message: `${wanted} is wrong.` }];
      window.kie.pushState(window.kie.draft, 1);
    }, path);
    const name = page.locator('.open-field');
    await page.waitForFunction(() => document.querySelectorAll('.open-field').length === 1);
    await name.click();
    await page.waitForFunction(
      wanted => document.activeElement?.closest('.field')?.getAttribute('data-path') === wanted,
      path
    );
    await field(page, path).getByText(`${path} is wrong.`).waitFor();
    seen[path] = await page.evaluate(() => {
      const outer = document.activeElement;
      const control = outer?.shadowRoot?.activeElement ?? outer;
      if (!(control instanceof HTMLElement) || !control.checkVisibility()) return 'nothing visible';
      const radio = control.matches('[type=radio]') ? (control as HTMLInputElement).value : '';
      const label = control.closest('label')?.textContent;
      const names = [radio, control.getAttribute('aria-label'), label, outer?.textContent];
      return `${control.localName} ${names.find(name => name)?.trim() ?? ''}`;
    });
  }
  assert.deepEqual(seen, controls);
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

test('reset of the form: is announced, and Undo returns the focus to the model', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => window.kie.push({ type: 'resetForm' }));
  await page.getByRole('status').filter({ hasText: 'The form was reset.' }).waitFor();
  await page.getByRole('button', { name: 'Undo the reset of the form' }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('#model .picker-button'));
  await draftWith(page, 'prompt');
  await page.close();
});
