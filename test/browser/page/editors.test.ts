// The Result editor and the editor for masks and boxes: the names of all controls, and axe in every theme.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launch } from './support/openPage.ts';
import { editorScenes } from './support/scenes/editorScenes.ts';
import { PROMPT } from './support/scenes/formState.ts';
import type { ThemeName } from './support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const THEMES = ['dark', 'light', 'contrast', 'contrastLight'] as const satisfies readonly ThemeName[];

/** The role and the name of every region, control and image, in order. */
async function namesIn(page: Page): Promise<readonly string[]> {
  const tree = await page.locator('main').ariaSnapshot();
  const nodes = [...tree.matchAll(/^ *- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/gm)];
  const unnamed = ['main', 'term', 'definition', 'text', 'status', 'paragraph'];
  return nodes.filter(([, role = '']) => !unnamed.includes(role)).map(([, role = '', name = '']) => `${role} ${name}`);
}

const named = (role: string, ...names: readonly string[]): readonly string[] => names.map(name => `${role} ${name}`);
const toolbar = (...names: readonly string[]): readonly string[] => [
  'toolbar Actions',
  ...named('button', 'Use in…', 'Continue…', 'Run Again…', 'Edit Request', ...names),
  ...named('button', 'Reveal in Explorer', 'Open File', 'Delete File…', 'Keep Open')
];
const details = (...names: readonly string[]): readonly string[] => [
  'complementary Details',
  'heading 88',
  'heading Task',
  ...named('button', ...names)
];
const box = (index: number): readonly string[] => [
  'listitem ',
  ...['left', 'top', 'right', 'bottom'].map(side => `spinbutton Box ${index}: ${side}`),
  `button Remove box ${index}`
];
const COPY = ['Copy Prompt', 'Copy Task ID'];
const ZOOM_GROUP = 'group 1.png. Zoom with + and -, fit with 0, pan with the arrow keys.';
const ZOOM = named('button', 'Zoom Out', 'Zoom In', 'Fit to View', 'Actual Size');
const image = [...named('region', 'Result'), ZOOM_GROUP, 'img 1.png', ...ZOOM];
const player = ['region Result', 'button Open in System Player'];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'result-image': [
    'heading Result: 1.png',
    ...toolbar('Compare with Input', 'Compare With…', 'Insert into Editor', 'Copy Image'),
    ...image,
    ...details(...COPY)
  ],
  'result-compared': [
    'heading Result: 1.png',
    ...toolbar('Exit Compare', 'Insert into Editor', 'Copy Image'),
    ...named('region', 'Result'),
    ZOOM_GROUP,
    ...named('img', '1.png', '2.png'),
    'slider Compare before and after',
    ...ZOOM,
    ...details(...COPY)
  ],
  'result-batch': [
    'heading Result: 1.png',
    ...toolbar('Compare With…', 'Insert into Editor', 'Copy Image'),
    ...image,
    'navigation Results of this batch',
    ...named('button', '4K', '4K, Result not downloaded', '4K, Result not downloaded'),
    ...details(...COPY)
  ],
  'result-video': ['heading Result: 1.mp4', ...toolbar('Insert into Editor'), ...player, ...details(...COPY)],
  'result-audio': ['heading Result: 1.mp3', ...toolbar('Insert into Editor'), ...player, ...details(...COPY)],
  'result-text': ['heading Result: 1.txt', ...toolbar('Insert into Editor'), 'region Result', ...details(...COPY)],
  'result-gone': [
    'heading Result: 1.png',
    'toolbar Actions',
    ...named('button', 'Run Again…', 'Edit Request', 'Keep Open'),
    'region Result',
    ...details()
  ],
  'result-failed': [
    `heading Result: ${PROMPT.trim()}`,
    'toolbar Actions',
    ...named('button', 'Run Again…', 'Edit Request', 'Keep Open'),
    'region Result',
    'button Top Up',
    ...details(...COPY)
  ],
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
  ],
  'result-json': ['heading Result: 1.json', ...toolbar('Insert into Editor'), 'region Result', ...details(...COPY)]
};

for (const { name, open } of editorScenes) {
  describe(`editor ${name}`, () => {
    it(`${name}: every control has its name`, async () => {
      const page = await open(browser, {}, {});
      const expected = NAMES[name];
      assert.ok(expected, `No names are declared for ${name}.`);
      assert.deepEqual(await namesIn(page), expected);
      await page.close();
    });

    it(`${name}: has no accessibility problem in any theme`, async () => {
      for (const theme of THEMES) {
        const page = await open(browser, { theme }, {});
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        const found = violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`);
        assert.deepEqual(found, [], theme);
        await page.close();
      }
    });
  });
}
