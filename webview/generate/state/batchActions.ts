import type { Batch } from '../../../src/shared/protocol/batch.ts';
import { fail } from './page.ts';
import type { Page } from './page.ts';
import { isBatchRun, modelOf } from './pageState.ts';

export function setBatch(page: Page, batch: Batch): void {
  page.store.update({ batch, quote: undefined });
  requote(page);
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
  if (model === undefined || batch.sweep?.values.length === 0) return;
  try {
    const quote = await rpc.ask('quote', { model, draft, batch });
    const now = store.get();
    if (turn === now.quoteCount && batch === now.batch) store.update({ quote });
  } catch (error) {
    fail(page, error);
  }
}
