import type { Batch, Sweep } from '../../../src/shared/protocol/batch.ts';
import { attempt, fail } from './page.ts';
import type { Page } from './page.ts';
import { isBatchRun, isEmptyBatch, isTooMany, modelOf } from './pageState.ts';
import type { Axis } from './pageState.ts';

function setBatch(page: Page, batch: Batch): void {
  page.store.update({ batch, quote: undefined });
  requote(page);
}

/** Sets the number of runs. Text other than a whole number from 1 on stays in its box, and nothing runs. */
export function setTimes(page: Page, entered: number | undefined): void {
  const isPossible = entered !== undefined && Number.isSafeInteger(entered) && entered >= 1;
  page.store.update({ enteredTimes: entered });
  setBatch(page, { ...page.store.get().batch, times: isPossible ? entered : 0 });
}

/**
 * Chooses a parameter to vary, or its values. Without a first parameter there is no second one.
 * @param text - the values as entered
 */
export function setSweep(page: Page, axis: Axis, next: Sweep | undefined, text = ''): void {
  const { batch, sweepTexts } = page.store.get();
  const { sweep, second, ...rest } = batch;
  const [one, two] = axis === 'sweep' ? [next, next?.name === second?.name ? undefined : second] : [sweep, next];
  page.store.update({ sweepTexts: { ...sweepTexts, [axis]: text } });
  setBatch(page, {
    ...rest,
    ...(one === undefined ? {} : { sweep: one }),
    ...(one === undefined || two === undefined ? {} : { second: two })
  });
}

/** Requests the price of the batch for the current draft; only the answer to the last request counts. */
export function requote(page: Page): void {
  if (isBatchRun(page.store.get())) void requestQuote(page);
}

async function requestQuote(page: Page): Promise<void> {
  const { store, rpc } = page;
  const { batch, draft, quoteCount } = store.get();
  const model = modelOf(store.get());
  const turn = quoteCount + 1;
  store.update({ quoteCount: turn });
  if (model === undefined || isEmptyBatch(store.get()) || isTooMany(store.get())) return;
  try {
    const quote = await rpc.ask('quote', { model, draft, batch });
    const now = store.get();
    if (turn === now.quoteCount && batch === now.batch) store.update({ quote });
  } catch (error) {
    fail(page, error);
  }
}

/** Runs the batch once for each prompt of a list; without one the prompt of the form counts again. */
export async function usePrompts(page: Page, source: 'file' | 'selection'): Promise<void> {
  await attempt(page, async () => {
    const model = modelOf(page.store.get());
    const { prompts, left } = await page.rpc.ask('pickPrompts', { source });
    const { batch } = page.store.get();
    if (prompts.length === 0 || model !== modelOf(page.store.get())) return;
    page.store.update({ promptsLeft: left });
    setBatch(page, { ...batch, prompts });
  });
}

export function removePrompts(page: Page): void {
  const { times, sweep, second } = page.store.get().batch;
  page.store.update({ promptsLeft: 0 });
  setBatch(page, {
    times,
    ...(sweep === undefined ? {} : { sweep }),
    ...(second === undefined ? {} : { second })
  });
}
