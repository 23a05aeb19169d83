import { fail } from './page.ts';
import type { Page } from './page.ts';
import { isBatchRun, isEmptyBatch, isTooMany, modelOf } from './pageState.ts';
import type { PageState } from './pageState.ts';
import { rollSeeds } from './rollSeeds.ts';

/** Milliseconds that the button stays disabled after a click, so that an accidental second click does not buy twice. */
const COOLDOWN_MS = 1000;

/** Whether nothing can run. Varied values may fix the issues of the draft, so only their quote counts. */
function isBlocked({ batch, quote, evaluation }: PageState): boolean {
  if (batch.sweep !== undefined || batch.prompts !== undefined) return quote?.count === 0;
  return (evaluation?.issues.length ?? 0) > 0;
}

/**
 * Runs the draft once; further calls do nothing until the answer has come and the cooldown is over.
 * @param onLowBalance - called when the balance is too low; returns whether the page already shows this
 */
export async function run(page: Page, onLowBalance: () => boolean): Promise<void> {
  const { store, evaluator } = page;
  const state = store.get();
  const model = modelOf(state);
  if (state.isRunning || state.choice !== undefined || model === undefined) return;
  setRunAttempted(page, true);
  if (isEmptyBatch(state) || isTooMany(state) || (!evaluator.isPending && isBlocked(state))) return;
  store.update({ isRunning: true, problem: undefined });
  const cooledDown = new Promise<void>(resolve => page.delay(resolve, COOLDOWN_MS));
  try {
    await sendRun(page, model, onLowBalance);
  } catch (error) {
    fail(page, error);
  }
  await cooledDown;
  store.update({ isRunning: false });
}

async function sendRun(page: Page, model: string, onLowBalance: () => boolean): Promise<void> {
  const { store, evaluator, rpc } = page;
  // The extension keeps the draft that runs, and messages keep their order.
  evaluator.flush();
  const { draft, batch } = store.get();
  const several = isBatchRun(store.get()) ? { batch } : {};
  const { started, problem, isBalanceLow = false } = await rpc.ask('run', { model, draft, ...several });
  if (!started) {
    evaluator.evaluate();
    if (!isBalanceLow || !onLowBalance()) store.update({ problem });
    return;
  }
  setRunAttempted(page, false);
  rollSeeds(page);
  store.update({ problem });
}

function setRunAttempted({ store }: Page, isRunAttempted: boolean): void {
  store.update({ touched: { ...store.get().touched, isRunAttempted } });
}
