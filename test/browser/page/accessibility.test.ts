import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeProblems } from './support/axeProblems.ts';
import { data, expandMore } from './support/helpers.ts';
import { launch, openPage } from './support/openPage.ts';
import type { ThemeName } from './support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Opens a page with everything visible: modes, counters, files, runs, a problem, an open panel. */
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
  const picker = { favorites: ['test/speak'], recent: ['test/only-prompt'], fresh: ['test/only-prompt'] };
  const page = await openPage(browser, { ...data, modes, presets, draft, picker }, { theme, width });
  await expandMore(page);
  await page.evaluate(() => {
    const shared = { params: ['pictures'], used: 2, max: 4, unit: 'items', label: 'Pictures' } as const;
    window.kie.counters.push(shared);
    const task = { model: 'test/everything', input: {}, createdAt: 0, submittedAt: 0, updatedAt: 0, origin: 'form' };
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    window.kie.push({
      type: 'tasks',
      tasks: [
        { task: { ...task, localId: 't2', state: 'running', results: [], progress: 0.3 } },
        { task: { ...task, localId: 't1', state: 'done', finishedAt: 1, results } },
        {
          task: {
            ...task,
            localId: 't0',
            state: 'failed',
            results: [],
            error: { message: 'Too dark.', remedy: 'none' }
          },
          action: 'Edit Request in Form'
        }
      ]
    });
  });
  await page.locator('.panel-tab', { hasText: 'Presets' }).click();
  await page.locator('.run').click();
  await page.locator('.field[data-invalid]').first().waitFor();
  return page;
}

test('page: has no accessibility problem and no policy violation in any theme', async t => {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
    await t.test(theme, async () => {
      const page = await crowded(theme);
      await page.locator('#model .picker-button').click();
      // Read before axe runs, because axe adds its own styles.
      assert.deepEqual(await page.evaluate(() => [...window.kie.violations, ...window.kie.errors]), []);
      assert.deepEqual(await axeProblems(page), []);
      await page.close();
    });
  }
});

/** Colors of VS Code's themes that the page must use for its tabs, error lines and scrollbars. */
const accents = {
  'panelTitle-activeBorder': 'rgb(1, 1, 1)',
  'inputValidation-errorBorder': 'rgb(2, 2, 2)',
  // The pointer is over the page, so the browser computes the style of a hovered scrollbar.
  'scrollbarSlider-hoverBackground': 'rgb(3, 3, 3)',
  contrastBorder: 'rgb(4, 4, 4)'
};

test('tabs, errors and scrollbars: have the colors of the theme', async t => {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
    await t.test(theme, async () => {
      const page = await crowded(theme);
      const isHighContrast = theme.startsWith('contrast');
      const colors = await page.evaluate(
        ([names, hasContrastBorder]) => {
          for (const [name, color] of Object.entries(names))
            if (name !== 'contrastBorder' || hasContrastBorder)
              document.documentElement.style.setProperty(`--vscode-${name}`, color);
          const style = (selector: string, pseudo?: string): CSSStyleDeclaration =>
            getComputedStyle(document.querySelector(selector)!, pseudo);
          return {
            tab: style(".panel-tab[aria-expanded='true']").borderBottomColor,
            closedTab: style(".panel-tab[aria-expanded='false']").borderBottomColor,
            error: style('.issues > p').borderTopColor,
            scrollbar: style('html', '::-webkit-scrollbar').width,
            thumb: style('html', '::-webkit-scrollbar-thumb').backgroundColor,
            thumbBorder: style('html', '::-webkit-scrollbar-thumb').borderTopColor
          };
        },
        [accents, isHighContrast] as const
      );
      const transparent = 'rgba(0, 0, 0, 0)';
      assert.deepEqual(colors, {
        tab: accents['panelTitle-activeBorder'],
        closedTab: transparent,
        // With a border in the color of inputs, the line would look like an input.
        error: isHighContrast ? transparent : accents['inputValidation-errorBorder'],
        scrollbar: '10px',
        thumb: accents['scrollbarSlider-hoverBackground'],
        thumbBorder: isHighContrast ? accents.contrastBorder : transparent
      });
      await page.close();
    });
  }
});

test('page: cuts off nothing horizontally at 200 % zoom in a narrow view', async () => {
  const page = await crowded('light', 160);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && element.closest('.sr, svg') === null)
      .map(element => `${element.localName}.${element.className}`)
  );
  assert.deepEqual(wide, []);
  await page.close();
});

test('page: keeps the element focused by keyboard out from under the bottom bar', async () => {
  const page = await crowded('dark');
  await page.setViewportSize({ width: 300, height: 600 });
  await page.locator('#model .picker-button').focus();
  const covered: string[] = [];
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const bar = document.querySelector('.run-bar');
      const { activeElement: outer } = document;
      if (bar === null || outer === null || bar.contains(outer)) return undefined;
      const control = (outer.shadowRoot?.activeElement ?? outer).getBoundingClientRect();
      return control.bottom > bar.getBoundingClientRect().top + 1 ? outer.outerHTML.slice(0, 80) : undefined;
    });
    if (hidden !== undefined) covered.push(hidden);
  }
  assert.deepEqual(covered, []);
  await page.close();
});
