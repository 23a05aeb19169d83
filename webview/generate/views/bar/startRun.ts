import type { Page } from '../../state/page.ts';
import { run } from '../../state/run.ts';
import { focusFirstProblem } from '../focusProblem.ts';

/** Runs the form, or shows its problems and focuses the first one. */
export function startRun(page: Page): void {
  void run(page);
  requestAnimationFrame(() => {
    if (!page.store.get().isRunning) focusFirstProblem(page);
  });
}
