import { patchSnapshot, runCommand } from './page.ts';
import type { Page } from './page.ts';

/** Hides the end of a task or a batch. */
export function dismiss(page: Page, id: string): void {
  const { snapshot } = page.store.get();
  if (snapshot === undefined) return;
  const { tasks, batch } = snapshot;
  patchSnapshot(page, {
    tasks: tasks.filter(({ task }) => task.localId !== id),
    batch: batch?.id === id ? undefined : batch
  });
  void runCommand(page, 'dismiss', { localId: id });
}
