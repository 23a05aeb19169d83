// Names, descriptions and errors of every kind of field and of the panels, as the browser computes them.
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Param } from '../../../../../src/shared/model.ts';
import { waitForEqual } from '../../../harness/waiting.ts';
import type { HostData } from '../../support/fakeHost.ts';
import { fieldControls } from '../../support/fieldControls.ts';
import { entryWith, formOf, summaryOf } from '../../support/fixture.ts';
import { launch, openPage } from '../../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Kind {
  readonly param: Param;
  readonly value?: unknown;
  /** What the browser reports. An error adds its message, and "(invalid)" at "control". */
  readonly control?: readonly string[];
  readonly group?: string;
  /** Unchanged by an error. */
  readonly other?: string;
  /** Described by an error only. */
  readonly button?: string;
}

const FILES = 'Note. Image · 1 of 4 3 of 5 items in All files';

const KINDS: Readonly<Record<string, Kind>> = {
  long: {
    param: { type: 'string', maxLength: 2000 },
    value: 'abc',
    control: ['textbox long: Note. 3 of 2,000 characters']
  },
  short: { param: { type: 'string', maxLength: 20 }, control: ['textbox short: Note.'] },
  integer: { param: { type: 'integer', minimum: 2 }, control: ['spinbutton integer: Note. At least 2.'] },
  slider: {
    param: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
    control: ['slider slider: Note. 0 to 1. Default: 0.5.', 'spinbutton slider: Note. 0 to 1. Default: 0.5.']
  },
  steps: {
    param: { type: 'integer', enum: [1, 2, 3, 4, 5, 6, 7, 8] },
    control: ['slider steps: Note.', 'spinbutton steps: Note.']
  },
  segments: { param: { type: 'string', enum: ['a', 'b'] }, control: ['radiogroup segments: Note.'] },
  ratio: { param: { type: 'string', enum: ['1:1', '16:9'] }, control: ['radiogroup ratio: Note.'] },
  menu: { param: { type: 'string', enum: ['low and fast', 'as high as it goes'] }, control: ['combobox menu: Note.'] },
  picker: {
    param: { type: 'string', enum: Array.from({ length: 20 }, (_, i) => `Voice ${i + 1}`) },
    value: 'Voice 2',
    control: ['button picker: Voice 2: Note.']
  },
  switch: { param: { type: 'boolean', default: false }, control: ['checkbox switch: Note.'] },
  check: { param: { type: 'boolean' }, control: ['checkbox check (model default): Note.'] },
  color: {
    param: { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$' },
    control: ['ColorWell color: choose: Note.', 'textbox color: Note.']
  },
  seed: { param: { type: 'integer' }, value: 7, control: ['spinbutton seed: Note.'] },
  texts: { param: { type: 'array', items: { type: 'string' } }, group: 'group texts: Note.', other: 'list texts' },
  cards: {
    param: { type: 'array', items: { type: 'object', properties: { title: { type: 'string' } } } },
    value: [{ title: 'a' }],
    group: 'group cards: Note.',
    other: 'list cards'
  },
  row: {
    param: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer' } },
    value: [1, 2],
    group: 'group row: Note.'
  },
  object: { param: { type: 'object', properties: { part: { type: 'string' } } }, group: 'group object: Note.' },
  file: {
    param: { type: 'string', media: 'image', maxSizeMB: 10, accept: ['image/png'] },
    control: ['textbox file: URL: Note. Image · PNG · up to 10 MB'],
    group: 'group file: Note. Image · PNG · up to 10 MB',
    button: 'button file: choose file'
  },
  files: {
    param: { type: 'array', media: 'image', maxItems: 4, items: { type: 'string' } },
    value: ['https://example.com/a.png'],
    control: [`textbox files: URL: ${FILES}`],
    group: `group files: ${FILES}`,
    other: 'list files',
    button: 'button files: choose file'
  },
  variants: {
    param: { type: 'array', items: { type: 'string' }, oneOf: [{ media: 'image' }, { media: 'video' }] },
    control: ['textbox variants: URL: Note.'],
    group: 'group variants: Note.',
    other: 'radiogroup variants: type',
    button: 'button variants: choose file'
  }
};

const names = Object.keys(KINDS);

const kinds = entryWith(
  'test/kinds',
  'Kinds',
  Object.fromEntries(
    Object.entries(KINDS).map(([label, { param }]): [string, Param] => [label, { label, note: 'Note.', ...param }])
  )
);

const data: HostData = {
  models: [summaryOf(kinds)],
  forms: { [kinds.id]: formOf(kinds) },
  start: kinds.id,
  draft: Object.fromEntries(
    Object.entries(KINDS).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]))
  )
};

/** The expected controls of each kind, with or without an error. */
const expected = (hasError: boolean): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(KINDS).map(([name, { control = [], group, other, button }]) => {
      const error = hasError ? ` ${name} is wrong.` : '';
      const controls = control.map(line => `${line}${error}${hasError ? ' (invalid)' : ''}`);
      const others = [
        ...(group === undefined ? [] : [`${group}${error}`]),
        ...(other === undefined ? [] : [other]),
        ...(button === undefined || !hasError ? [] : [`${button}:${error}`])
      ];
      return [name, [...controls, ...others].sort()];
    })
  );

test('fields: every kind of control has its name, description and error', async () => {
  const page = await openPage(browser, data);
  const seen = async (): Promise<unknown> => {
    const controls = await fieldControls(page);
    return Object.fromEntries(names.map(name => [name, controls[name]?.toSorted()]));
  };
  await page.evaluate(() => {
    const files = { params: ['file', 'files'], used: 3, max: 5, unit: 'items', label: 'All files' } as const;
    window.kie.counters.push(files);
    window.kie.pushState(window.kie.draft, 1);
  });
  await page.getByText('3 of 5 items in All files').waitFor();
  await waitForEqual(seen, expected(false));

  await page.evaluate(paths => {
    window.kie.extraIssues = paths.map(path => ({ path, message: `${path} is wrong.` }));
    window.kie.pushState(window.kie.draft, 1);
  }, names);
  await page.locator('.run').click();
  await page.getByText('variants is wrong.').waitFor();
  await waitForEqual(seen, expected(true));
  await page.close();
});

test('batch: its controls have their names, and the values their error', async () => {
  const page = await openPage(browser, data);
  const panel = async (): Promise<unknown> => (await fieldControls(page))['panel']?.toSorted();
  await page.evaluate(() => (window.kie.invalidValues = [3]));
  await page.getByRole('button', { name: 'Batch', exact: true }).click();
  await page.getByLabel('Vary', { exact: true }).selectOption('integer');
  await page.getByLabel('Vary also').selectOption('slider');
  const values = (label: string) => page.getByRole('textbox', { name: `Values: ${label}` });
  await values('integer').fill('3, 4');
  await values('slider').fill('0.1');
  await values('slider').blur();
  await page.getByText('Skipped: 3: too large').waitFor();
  const rest = ['combobox Vary', 'combobox Vary also', 'group Batch'];
  const faulty = 'textbox Values: integer: Skipped: 3: too large (invalid)';
  await waitForEqual(panel, [...rest, 'spinbutton Runs of each', faulty, 'textbox Values: slider']);

  await page.locator('.batch-line input').fill('20');
  await page.getByText('40 runs: at most 20').waitFor();
  const limit = '40 runs: at most 20 can be started at once.';
  const parts = [`spinbutton Runs of each: ${limit} (invalid)`, 'textbox Values: integer', 'textbox Values: slider'];
  await waitForEqual(panel, [...rest, ...parts]);
  await page.close();
});

test('presets: each is described by the values that it fills in', async () => {
  const presets = [{ name: 'Mine', scope: 'user', values: { long: 'abc', switch: true } }] as const;
  const page = await openPage(browser, { ...data, presets });
  const panel = async (): Promise<unknown> => (await fieldControls(page))['panel'];
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  await page.getByRole('button', { name: 'Mine' }).waitFor();
  await waitForEqual(panel, ['group Presets', 'button Mine: long: abc switch: on']);
  await page.close();
});
