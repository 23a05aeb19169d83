/** Panels above the Run button. */
import { attempt, runCommand } from './page.ts';
import type { Page } from './page.ts';
import { modelOf } from './pageState.ts';
import type { Panel } from './pageState.ts';

export function openPanel(page: Page, panel: Panel | undefined): void {
  page.store.update({ panel, request: undefined });
  void refreshRequest(page);
  // KIE's price list may differ from the model table; the next evaluation uses it.
  if (panel === 'price') void runCommand(page, 'openPrice').then(() => page.evaluator.evaluate());
}

/** Updates the request preview while its panel is open; there is none while the draft has issues. */
export async function refreshRequest(page: Page): Promise<void> {
  const { store, evaluator, rpc } = page;
  const { draft, panel, evaluation } = store.get();
  const model = modelOf(store.get());
  if (model === undefined || panel !== 'request') return;
  if (!evaluator.isPending && (evaluation?.issues.length ?? 0) > 0) {
    store.update({ request: undefined });
    return;
  }
  await attempt(page, async () => {
    const request = await rpc.ask('previewRequest', { model, draft });
    const now = store.get();
    if (draft === now.draft && model === modelOf(now)) store.update({ request });
  });
}
