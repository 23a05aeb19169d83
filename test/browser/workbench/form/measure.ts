// node test/browser/workbench/form/measure.ts: measures the Generate view in the real workbench (first paint, model
// change, typed character) and prints JSON for test/bench/webview.ts.
import type { Frame } from 'playwright-core';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import type { Measurement } from '../../../bench/rows.ts';
import { median } from '../../../bench/rows.ts';

const REPEATS = 5;
const LETTERS = 40;
/**
 * Milliseconds from the last character of the search to Enter: users press it only after they have seen the results.
 */
const LOOK_MS = 150;
const MODELS = [
  'google/nano-banana',
  'bytedance/seedance-2',
  'elevenlabs/text-to-dialogue-v3',
  'kling-3.0/video',
  'wan/2-7-image'
];

async function measure(): Promise<Measurement[]> {
  const wb = await startWorkbench();
  try {
    const cold = await firstPaint(wb);
    await switchModel(await wb.webviewFrame('kie-picker'), MODELS[0] ?? '');
    const warm: number[] = [];
    for (let round = 0; round < REPEATS; round++) {
      await wb.openContainer('Explorer');
      warm.push(await firstPaint(wb));
    }
    const frame = await wb.webviewFrame('kie-picker');
    const switches: number[] = [];
    for (const id of MODELS.slice(1)) switches.push(await switchModel(frame, id));
    const letters = await typeLetters(frame);
    const list = (values: readonly number[]): string => values.map(value => value.toFixed(0)).join(', ');
    return [
      { name: 'form painted, first time', value: cold, unit: 'ms', note: 'while the engine starts' },
      { name: `form painted, median of ${REPEATS}`, value: median(warm), unit: 'ms', max: 150, note: list(warm) },
      {
        name: `found model painted, median of ${switches.length}`,
        value: median(switches),
        unit: 'ms',
        max: 50,
        note: `${list(switches)}; shown for ${LOOK_MS} ms before`
      },
      { name: `letter typed, median of ${LETTERS}`, value: median(letters), unit: 'ms', max: 16 },
      { name: `letter typed, slowest of ${LETTERS}`, value: Math.max(...letters), unit: 'ms', max: 50 }
    ];
  } finally {
    await wb.stop();
  }
}

/** From the script request (the frame has its page) to the first paint, which is the form: nothing is drawn earlier. */
async function firstPaint(wb: Workbench): Promise<number> {
  await wb.openContainer('KIE');
  const frame = await wb.webviewFrame('kie-picker');
  const times = await frame.waitForFunction(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const script = performance.getEntriesByType('resource').find(({ name }) => name.includes('generate.js'));
    return paint === undefined || script === undefined ? undefined : [script.startTime, paint.startTime];
  });
  const [begin = NaN, end = NaN] = (await times.jsonValue()) ?? [];
  return end - begin;
}

async function switchModel(frame: Frame, id: string): Promise<number> {
  await frame.locator('#model .picker-button').click();
  await frame.locator('#model .picker-search').fill(id);
  await new Promise(resolve => setTimeout(resolve, LOOK_MS));
  const took = await frame.evaluate(async () => {
    const before = document.querySelector('.form');
    const search = document.querySelector('#model .picker-search');
    const begin = performance.now();
    const changed = new Promise<void>(resolve => {
      const watch = new MutationObserver(() => {
        const now = document.querySelector('.form');
        if (now === null || now === before) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(resolve));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    search?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await changed;
    return performance.now() - begin;
  });
  await frame.locator('.page[aria-busy=false]').waitFor();
  return took;
}

/** Each character until the page is free for the next one: any wait for the host would be visible here. */
async function typeLetters(frame: Frame): Promise<readonly number[]> {
  const box = frame.locator('.field[data-path=prompt] textarea');
  await box.waitFor();
  return box.evaluate(async (element, count) => {
    const area = element as HTMLTextAreaElement;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const begin = performance.now();
      area.value += 'a';
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await new Promise(resolve => setTimeout(resolve));
      times.push(performance.now() - begin);
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    return times;
  }, LETTERS);
}

console.log(JSON.stringify(await measure()));
