import type { Page } from '../../state/page.ts';
import { run } from '../../state/run.ts';
import { focusFirstProblem } from '../focusProblem.ts';

/** Runs the form, or shows its problems and focuses the first one. The action of a visible low balance gets the focus. */
export function startRun(page: Page): void {
  void run(page, focusTopUp);
  requestAnimationFrame(() => {
    if (!page.store.get().isRunning) focusFirstProblem(page);
  });
}

/** Returns false when the page does not show a low balance. */
function focusTopUp(): boolean {
  const action = document.querySelector<HTMLElement>('.low .link');
  requestAnimationFrame(() => action?.focus());
  return action !== null;
}
