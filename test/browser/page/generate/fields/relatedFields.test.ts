// Names, descriptions and errors of fields that belong to another one, and of the list of prompts.
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import { waitForEqual } from '../../../harness/waiting.ts';
import { fieldControls } from '../../support/fieldControls.ts';
import { formOf, summaryOf } from '../../support/fixture.ts';
import { promptData } from '../../support/helpers.ts';
import { launch, openPage } from '../../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const IMAGE = 'file:///project/a.png';

const entry: ModelEntry = {
  id: 'test/related',
  name: 'Related',
  family: 'fixture',
  summary: 'Made for the test.',
  task: 'image-edit',
  output: 'image',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  params: {
    image: { type: 'string', media: 'image', label: 'Image', note: 'Note.' },
    mask: { type: 'string', media: 'image', label: 'Mask', note: 'Note.' },
    boxes: {
      type: 'array',
      label: 'Boxes',
      note: 'Note.',
      items: { type: 'array', items: { type: 'array', minItems: 4, maxItems: 4, items: { type: 'integer' } } }
    },
    task_id: { type: 'string', label: 'Task ID', note: 'Note.' }
  },
  rules: [],
  masks: { mask: { of: 'image', paint: 'black' } },
  boxes: { boxes: { of: 'image' } },
  from: [{ of: ['song'], each: 'audio', fill: { task_id: 'taskId' } }]
};

const open = (): Promise<Page> =>
  openPage(browser, {
    models: [summaryOf(entry)],
    forms: { [entry.id]: formOf(entry) },
    start: entry.id,
    draft: { image: IMAGE },
    media: { [IMAGE]: { value: IMAGE, name: 'a.png', facts: { kind: 'image', width: 9, height: 9, bytes: 9 } } },
    earlier: { task_id: 't-1' }
  });

/** The buttons of a field, by their accessible names. */
const buttons = async (page: Page, path: string): Promise<readonly string[]> => {
  const tree = await page.locator(`.field[data-path="${path}"]`).ariaSnapshot();
  return [...new Set([...tree.matchAll(/button "([^"]+)"/g)].map(([, name = '']) => name))];
};

test('mask, boxes and earlier tasks: have their names, descriptions and errors', async () => {
  const page = await open();
  const seen = async (): Promise<unknown> => {
    const { mask, boxes, task_id: taskId } = await fieldControls(page);
    return [mask?.toSorted(), boxes, taskId];
  };
  await waitForEqual(seen, [
    ['group Mask: Note.', 'textbox Mask: URL: Note.'],
    ['group Boxes: Note.', 'list Boxes'],
    ['textbox Task ID: Note.']
  ]);
  await waitForEqual(
    () => buttons(page, 'mask'),
    ['Mask: choose file', 'Mask: use file from active editor', 'Mask: choose from history', 'Mask: Paint Mask… a.png']
  );
  await waitForEqual(() => buttons(page, 'boxes'), ['Boxes: Draw Boxes… a.png', 'Add Boxes']);
  await waitForEqual(() => buttons(page, 'task_id'), ['Task ID: choose from history']);
  await page.evaluate(() => {
    const paths = ['mask', 'boxes', 'task_id'];
    window.kie.extraIssues = paths.map(path => ({ path, message: `${path} is wrong.` }));
    window.kie.pushState(window.kie.draft, 1);
  });
  await page.locator('.run').click();
  await page.getByText('task_id is wrong.').waitFor();
  await waitForEqual(seen, [
    [
      'button Mask: choose file: mask is wrong.',
      'group Mask: Note. mask is wrong.',
      'textbox Mask: URL: Note. mask is wrong. (invalid)'
    ],
    ['group Boxes: Note. boxes is wrong.', 'list Boxes'],
    ['textbox Task ID: Note. task_id is wrong. (invalid)']
  ]);
  await page.close();
});

test('list of prompts: its buttons are described, and so is the way back', async () => {
  const page = await openPage(browser, { ...promptData, promptList: ['a kite', 'a boat'] });
  const panel = async (): Promise<unknown> => (await fieldControls(page))['panel']?.toSorted();
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  const note = 'One prompt per line. The prompt of the form is not used.';
  await waitForEqual(panel, [
    `button Prompts from a file…: ${note}`,
    `button Prompts from the selection of the active editor: ${note}`,
    'group Batch',
    'spinbutton Number of runs'
  ]);
  await page.getByRole('button', { name: 'Prompts from a file…' }).click();
  await page.getByRole('button', { name: 'Use the prompt of the form again' }).waitFor();
  const texts = ['2 prompts', 'listitem: a kite', 'status: 2 more prompts do not fit into one batch.'];
  const missing = async (): Promise<readonly string[]> => {
    const tree = await page.locator('.panel').ariaSnapshot();
    return texts.filter(text => !tree.includes(text));
  };
  await waitForEqual(missing, []);
  await waitForEqual(panel, ['group Batch', 'list Prompts', 'spinbutton Runs of each']);
  await page.close();
});
