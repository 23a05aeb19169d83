import type { Page } from '../../state/page.ts';
import { run } from '../../state/run.ts';
import { focusFirstProblem } from '../focusProblem.ts';

/** Runs the form, or shows its problems and focuses the first one. A low balance is shown already: its action gets the focus. */
export function startRun(page: Page): void {
  void run(page, focusTopUp);
  requestAnimationFrame(() => {
    if (!page.store.get().isRunning) focusFirstProblem(page);
  });
}

const focusTopUp = (): number =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.low .link')?.focus());
