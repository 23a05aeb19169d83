// The editor for masks and boxes: the names of all controls, and axe in every theme.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitForEqual } from '../../harness/waiting.ts';
import { ariaNodes } from '../support/ariaNodes.ts';
import { axeProblems } from '../support/axeProblems.ts';
import { launch } from '../support/openPage.ts';
import { editorScenes } from '../support/scenes/editorScenes.ts';
import type { ThemeName } from '../support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const THEMES = ['dark', 'light', 'contrast', 'contrastLight'] as const satisfies readonly ThemeName[];

/** The role and the name of every region, control and image, in order. */
async function namesIn(page: Page): Promise<readonly string[]> {
  const unnamed = ['main', 'text', 'status', 'paragraph'];
  const nodes = (await ariaNodes(page)).filter(({ role }) => !unnamed.includes(role));
  return nodes.map(({ role, name }) => `${role} ${name}`);
}

const named = (role: string, ...names: readonly string[]): readonly string[] => names.map(name => `${role} ${name}`);
const box = (index: number): readonly string[] => [
  'listitem ',
  ...['left', 'top', 'right', 'bottom'].map(side => `spinbutton Box ${index}: ${side}`),
  `button Remove box ${index}`
];
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'tool-mask': [
    'heading Mask for Boxes: 1.png',
    'toolbar Tools',
    ...named('button', 'Paint', 'Erase'),
    'slider Brush Size',
    ...named('button', 'Invert', 'Clear', 'Undo', 'Redo'),
    ...named('button', 'Zoom Out', 'Zoom: 335%. Show Actual Size', 'Zoom In', 'Fit to Window'),
    'application Image 1.png: arrow keys move the brush, Enter paints',
    ...named('button', 'Cancel', 'Use Mask')
  ],
  'tool-boxes': [
    'heading Boxes for Boxes: 1.png',
    'toolbar Tools',
    ...named('button', 'Add Box', 'Undo', 'Redo'),
    ...named('button', 'Zoom Out', 'Zoom: 335%. Show Actual Size', 'Zoom In', 'Fit to Window'),
    'application Image 1.png: arrow keys move the selected box, Shift with arrow keys resizes it',
    'list Boxes',
    ...box(1),
    ...box(2),
    ...named('button', 'Cancel', 'Use Boxes')
  ]
};

for (const { name, open } of editorScenes.filter(scene => scene.name in NAMES)) {
  describe(name, () => {
    it(`${name}: every control has its name`, async () => {
      const page = await open(browser, {}, {});
      await waitForEqual(() => namesIn(page), NAMES[name]);
      await page.close();
    });

    it(`${name}: has no accessibility problem in any theme`, async () => {
      for (const theme of THEMES) {
        const page = await open(browser, { theme }, {});
        assert.deepEqual(await axeProblems(page), [], theme);
        await page.close();
      }
    });
  });
}
