import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { HostData } from './fakeHost.ts';
import { data, draftOf, field, runs } from './helpers.ts';
import { launch, openPage } from './openPage.ts';
import type { ThemeName } from './themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const everything = (): Promise<Page> => openPage(browser, data);

const openMore = (page: Page) => page.locator('details.more').first().locator('summary').click();

test('an untouched form sends nothing, and nothing is shouted at the start', async () => {
  const page = await everything();
  assert.deepEqual(await draftOf(page), {});
  assert.equal(await page.locator('.field[data-invalid]').count(), 0);
  assert.equal((await page.locator('.run').innerText()).trim(), 'Run · 8 credits');
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
  ['loop', p => field(p, 'loop').getByRole('switch').click(), false],
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

test('every kind of control writes its typed value and nothing else', async t => {
  const page = await everything();
  await openMore(page);
  for (const [name, act, value] of controls) {
    await t.test(name, async () => {
      await act(page);
      await page.waitForFunction(key => window.kie.draft[key] !== undefined, name);
      assert.deepEqual(await draftOf(page), { [name]: value });
      // Reset makes it untouched again.
      await field(page, name).locator('> .field-head vscode-button').click();
      await page.waitForFunction(key => window.kie.draft[key] === undefined, name);
      assert.deepEqual(await draftOf(page), {});
    });
  }
  await page.close();
});

test('lines of a list are added, moved and removed with their values', async () => {
  const page = await everything();
  const turns = field(page, 'turns');
  await field(page, 'turns[0].text').locator('textarea').fill('one');
  await turns.getByText('Add Turn').click();
  await field(page, 'turns[1].text').locator('textarea').fill('two');
  await field(page, 'turns[1].start').locator('input').fill('1.5');
  assert.deepEqual(await draftOf(page), { turns: [{ text: 'one' }, { text: 'two', start: 1.5 }] });
  await turns.getByLabel('Move Turn 2 up').first().click();
  assert.deepEqual(await draftOf(page), { turns: [{ text: 'two', start: 1.5 }, { text: 'one' }] });
  assert.equal(await field(page, 'turns[1].text').locator('textarea').inputValue(), 'one');
  await turns.getByText('Add Turn').click();
  assert.equal(await turns.locator('vscode-button', { hasText: 'Add Turn' }).getAttribute('disabled'), '');
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

test('an address that is typed or pasted becomes a media value', async () => {
  const page = await everything();
  await field(page, 'picture').locator('.address input').fill('https://example.com/a.png');
  await page.keyboard.press('Enter');
  assert.deepEqual(await draftOf(page), { picture: 'https://example.com/a.png' });
  await page.close();
});

test('problems stand at their field once it is touched, all of them after a run was asked for', async () => {
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
  assert.equal(await runs(page), 0);
  await field(page, 'prompt').locator('textarea').fill('y');
  await page.getByText('Too much altogether').waitFor();
  await page.close();
});

test('fields that are hidden say why in one place', async () => {
  const page = await everything();
  await page.evaluate(() => window.kie.hidden.push('size'));
  await field(page, 'prompt').locator('textarea').fill('x');
  await field(page, 'size').waitFor({ state: 'detached' });
  await page.locator('.not-now > summary').click();
  await page.locator('.not-now').getByText('Size: Only with a picture.').waitFor();
  await page.close();
});

const prompted: HostData = { ...data, start: 'test/only-prompt', draft: { prompt: 'a boat' } };

test('a double click runs once, and the button rests until the answer came', async () => {
  const page = await openPage(browser, prompted);
  await page.evaluate(() => (window.kie.hold = true));
  await page.locator('.run').dblclick();
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'run'));
  assert.equal(await page.locator('.run').getAttribute('disabled'), '');
  await page.locator('.run').click({ force: true });
  await page.evaluate(() => window.kie.release());
  await page.locator('.run:not([disabled])').waitFor();
  assert.equal(await runs(page), 1);
  const sent = await page.evaluate(() => window.kie.log.find(message => message.name === 'run')?.params);
  assert.deepEqual(sent, { model: 'test/only-prompt', draft: { prompt: 'a boat' } });
  await page.close();
});

test('everything can be done by keyboard: choose a model, fill in, run', async () => {
  const page = await openPage(browser, { ...data, models: data.models }, {});
  await page.locator('#model .picker-button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('only prompt');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'chooseModel'));
  await field(page, 'size').waitFor({ state: 'detached' });
  const inPrompt = () =>
    page.evaluate(() => document.activeElement?.closest('.field')?.getAttribute('data-path') === 'prompt');
  for (let i = 0; i < 10 && !(await inPrompt()); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('a quiet sea');
  assert.deepEqual(await draftOf(page), { prompt: 'a quiet sea' });
  const onRun = () => page.evaluate(() => document.activeElement?.classList.contains('run') === true);
  for (let i = 0; i < 10 && !(await onRun()); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'run'));
  await page.close();
});

test('the list of models is narrowed by category', async () => {
  const page = await everything();
  await page.locator('#model .picker-button').click();
  await page.locator('#model select').selectOption('output:audio');
  assert.deepEqual(
    await page.locator('#model .picker-option').evaluateAll(all => all.map(one => (one as HTMLElement).dataset['key'])),
    ['test/speak']
  );
  await page.close();
});

test('without a key the way to set one is offered; a low balance is said', async () => {
  const page = await openPage(browser, { ...prompted, hasKey: false });
  await page.locator('.set-key').click();
  await page.waitForFunction(() => window.kie.log.some(m => m.name === 'command' && m.params.name === 'setApiKey'));
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true, credits: 3 } }));
  await page.locator('.low').waitFor();
  await page.close();
});

test('tasks that were started show their state and can be opened', async () => {
  const page = await openPage(browser, prompted);
  const task = { localId: 't1', model: 'test/only-prompt', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
  await page.evaluate(
    t => window.kie.push({ type: 'tasks', tasks: [{ task: { ...t, state: 'running', progress: 0.4, results: [] } }] }),
    task
  );
  await page.getByText('Running 40 %').waitFor();
  await page.evaluate(t => {
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    window.kie.push({ type: 'tasks', tasks: [{ task: { ...t, state: 'done', results } }] });
  }, task);
  await page.locator('.task').getByText('Open').click();
  await page.waitForFunction(() => window.kie.log.some(m => m.name === 'command' && m.params.localId === 't1'));
  await page.close();
});

test('what was typed before the view was hidden is there again', async () => {
  const state = { model: 'test/only-prompt', draft: { prompt: 'newer' }, acked: '{"prompt":"new"}' };
  const page = await openPage(browser, { ...prompted, draft: { prompt: 'new' }, state });
  assert.deepEqual(await draftOf(page), { prompt: 'newer' });
  await page.close();
  const other = await openPage(browser, { ...prompted, draft: { prompt: 'from the host' }, state });
  assert.deepEqual(await draftOf(other), { prompt: 'from the host' });
  await other.close();
});

/** Shows one of everything at once: ways, counters, files, a result in place, a problem, an open panel. */
async function crowded(theme: ThemeName, width = 300): Promise<Page> {
  const modes = [
    {
      id: 'pictures',
      options: [
        { label: 'One', params: ['picture'] },
        { label: 'Several', params: ['pictures'] }
      ]
    }
  ];
  const presets = [{ name: 'Wide', scope: 'workspace' as const, values: { ratio: '16:9' } }];
  const draft = { pictures: ['file:///project/a.png', 'file:///project/b.png'], seed: 7, tint: '#aa3300' };
  const picker = { favourites: ['test/speak'], recent: ['test/only-prompt'], fresh: ['test/only-prompt'] };
  const page = await openPage(browser, { ...data, modes, presets, draft, picker }, { theme, width });
  await openMore(page);
  await page.evaluate(() => {
    const shared = { params: ['pictures'], used: 2, max: 4, unit: 'items', label: 'Pictures' } as const;
    window.kie.counters.push(shared);
    const src = document.createElement('canvas').toDataURL();
    const task = { model: 'test/everything', input: {}, createdAt: 0, submittedAt: 0, updatedAt: 0, origin: 'form' };
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    const shown = [{ index: 0, kind: 'image', name: 'a.png', src }];
    window.kie.push({
      type: 'tasks',
      tasks: [
        { task: { ...task, localId: 't2', state: 'running', results: [], progress: 0.3 } },
        { task: { ...task, localId: 't1', state: 'done', finishedAt: 1, results }, shown, source: src, preview: src }
      ]
    });
  });
  await page.getByRole('button', { name: 'Result of Everything' }).click();
  await page.getByText('Compare', { exact: true }).click();
  await page.locator('.panel-tab', { hasText: 'Presets' }).click();
  await page.locator('.run').click();
  await page.locator('.field[data-invalid]').first().waitFor();
  return page;
}

test('no accessibility problem and no policy violation in any theme', async t => {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
    await t.test(theme, async () => {
      const page = await crowded(theme);
      await page.locator('#model .picker-button').click();
      // Asked before axe looks, which brings styles of its own.
      assert.deepEqual(await page.evaluate(() => [...window.kie.violations, ...window.kie.errors]), []);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      assert.deepEqual(
        violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`),
        []
      );
      await page.close();
    });
  }
});

test('at 200 % zoom of a narrow view nothing is cut off sideways', async () => {
  const page = await crowded('light', 160);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && element.closest('.sr, svg') === null)
      .map(element => `${element.localName}.${element.className}`)
  );
  assert.deepEqual(wide, []);
  await page.close();
});

test('a text is written in its own direction', async () => {
  const page = await openPage(browser, prompted);
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
