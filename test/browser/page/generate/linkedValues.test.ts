// Values that follow from others: prices of options, lengths of shots, names of speakers; and samples of voices.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { waitForEqual, waitForValue } from '../../harness/waiting.ts';
import { entries, formOf } from '../support/fixture.ts';
import { data, draftOf, field, lastRequest } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The prompt-only model with other parameters and rules. */
const dataOf = (params: ModelEntry['params'], rules: ModelEntry['rules'] = []) => {
  const entry = { ...entries[1]!, params, rules };
  return { ...data, forms: { ...data.forms, [entry.id]: formOf(entry) }, start: entry.id };
};

test('options: show the price of a run with each, where they change it', async () => {
  const optionPrices = {
    size: { '1K': { kind: 'exact', credits: 8 }, '4K': { kind: 'upTo', credits: 24 } },
    loop: { true: { kind: 'exact', credits: 30 }, false: { kind: 'exact', credits: 8 } }
  } as const;
  const page = await openPage(browser, { ...data, optionPrices });
  const segments = field(page, 'size').locator('.segment');
  await waitForEqual(() => segments.allInnerTexts(), ['1K · 8', '2K', '4K · ≤\u00a024']);
  await waitForEqual(() => segments.first().getAttribute('title'), '8 credits');
  await page.locator('.switch-price', { hasText: '30 credits on, 8 off' }).waitFor();
  await page.close();
});

test('shots: share the total length evenly until the user sets one', async () => {
  const seconds = { type: 'integer', minimum: 1, maximum: 12, label: 'Seconds' } as const;
  const shots = { type: 'array', label: 'Shots', items: { type: 'object', label: 'Shot', properties: { seconds } } };
  const duration = { type: 'string', enum: ['5', '10'], default: '10', label: 'Duration' } as const;
  const total = { of: 'shots[].seconds', is: 'duration' };
  const params = { duration, shots } as ModelEntry['params'];
  const page = await openPage(browser, dataOf(params, [{ advice: 'Add up.', limits: { sum: total } }]));
  const add = page.getByRole('button', { name: 'Add Shot' });
  for (let i = 0; i < 3; i++) await add.click();
  assert.deepEqual(await draftOf(page), { shots: [{ seconds: 4 }, { seconds: 3 }, { seconds: 3 }] });
  await page.getByRole('button', { name: 'Shots: split 10 s evenly' }).waitFor({ state: 'detached' });
  await field(page, 'shots[0].seconds').locator('input[type=text], input:not([type=range])').first().fill('8');
  await page.getByRole('button', { name: 'Shots: split 10 s evenly' }).click();
  assert.deepEqual(await draftOf(page), { shots: [{ seconds: 4 }, { seconds: 3 }, { seconds: 3 }] });
  await page.close();
});

test('speakers: are named by themselves and chosen from a list in the lines', async () => {
  const id = { type: 'string', label: 'ID' } as const;
  const who = { type: 'string', label: 'Who' } as const;
  const text = { type: 'string', label: 'Text', maxLength: 500 } as const;
  const list = (label: string, properties: ModelEntry['params']) =>
    ({ type: 'array', required: true, label: `${label}s`, items: { type: 'object', label, properties } }) as const;
  const params = { speakers: list('Speaker', { id }), lines: list('Line', { who, text }) };
  const rules = [{ memberOf: { of: 'lines[].who', in: 'speakers[].id' } }];
  const page = await openPage(browser, dataOf(params, rules));
  await field(page, 'lines[0].text').locator('textarea').fill('Hello');
  assert.deepEqual(await draftOf(page), {
    speakers: [{ id: 'Speaker 1' }],
    lines: [{ text: 'Hello', who: 'Speaker 1' }]
  });
  await page.getByRole('button', { name: 'Add Speaker' }).click();
  await page.getByRole('button', { name: 'Add Line' }).click();
  const second = field(page, 'lines[1].who').locator('select');
  await waitForValue(second, 'Speaker 2');
  await waitForEqual(
    async () => (await second.locator('option').allInnerTexts()).map(name => name.trim()),
    ['Speaker 1', 'Speaker 2']
  );
  await page.close();
});

const VOICES = Array.from({ length: 20 }, (_, i) => `voice-${i}`);
const voice = {
  type: 'string',
  enum: VOICES,
  label: 'Voice',
  previewUrl: 'https://samples.test/{voice}.mp3',
  limits: { groups: { Tutor: VOICES.slice(0, 3) } }
} as const;

/** Ten seconds of silence: a WAV file. */
const WAV = Buffer.concat([
  Buffer.from(
    'RIFF\xa4\x38\x01\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x80\x38\x01\0',
    'latin1'
  ),
  Buffer.alloc(80_000, 128)
]);

test('voices: show their group and play their documented sample on a click', async () => {
  const data = { ...dataOf({ voice }), draft: { voice: 'voice-1' }, sample: '/sample.wav' };
  const page = await openPage(browser, data, { files: { '/sample.wav': WAV } });
  await field(page, 'voice').locator('.picker-button .picker-detail', { hasText: 'Tutor' }).waitFor();
  assert.equal(await page.evaluate(() => window.kie.log.some(({ name }) => name === 'loadSample')), false);
  await page.getByRole('button', { name: 'Play sample of voice-1', exact: true }).click();
  await page.getByRole('button', { name: 'Stop sample of voice-1', exact: true }).waitFor();
  const { address } = await lastRequest(page, 'loadSample');
  assert.equal(address, 'https://samples.test/voice-1.mp3');
  await page.getByRole('button', { name: 'Stop sample of voice-1', exact: true }).click();
  await page.getByRole('button', { name: 'Play sample of voice-1', exact: true }).waitFor();
  assert.deepEqual(await page.evaluate(() => [window.kie.violations, window.kie.errors]), [[], []]);
  await page.close();
});

test('voices: play in the list by mouse and by keyboard without being chosen', async () => {
  const data = { ...dataOf({ voice }), draft: { voice: 'voice-1' }, sample: '/sample.wav' };
  const page = await openPage(browser, data, { files: { '/sample.wav': WAV }, height: 450 });
  const list = field(page, 'voice').locator('.picker-panel');
  await field(page, 'voice').locator('.picker-button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const { height = 0 } = (await list.locator('[data-key="voice-5"]').boundingBox()) ?? {};
  assert.ok(height > 10 && height < 30, `a line of ${height} pixels`);
  await page.keyboard.press('Tab');
  const play = list.getByRole('button', { name: 'Play sample of voice-2', exact: true });
  await page.waitForFunction(
    () => window.innerHeight >= (document.querySelector('.picker-panel')?.getBoundingClientRect().bottom ?? 0)
  );
  await play.waitFor();
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Stop sample of voice-2', exact: true }).waitFor();
  await list.locator('[data-key="voice-0"] .picker-play').click();
  await list.locator('[data-key="voice-0"] .picker-play[title^="Stop"]').waitFor();
  await list.locator('[data-key="voice-2"] .picker-play[title^="Play"]').waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Play sample of voice-1', exact: true }).waitFor();
  assert.deepEqual(await draftOf(page), { voice: 'voice-1' });
  await page.close();
});

test('voices: offer the browser when a sample cannot be played', async () => {
  const data = { ...dataOf({ voice }), draft: { voice: 'voice-1' }, sample: '/missing.mp3' };
  const page = await openPage(browser, data);
  await page.getByRole('button', { name: 'Play sample of voice-1', exact: true }).click();
  await page.getByText("The sample can't be played here.").waitFor();
  await page.getByRole('button', { name: 'Open in Browser' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openMedia', text: 'https://samples.test/voice-1.mp3' });
  await page.close();
});
