import * as l10n from '@vscode/l10n';
import type { Task } from '../../shared/task.ts';
import { isActive } from '../../shared/task.ts';
import type { Ledger } from './store/ledger.ts';
import type { TaskEvents } from './events.ts';

/** Waits until a task is no longer active, regardless of its outcome. Rejects when it is removed or a signal aborts. */
export function waitForTask(
  ledger: Ledger,
  events: TaskEvents,
  localId: string,
  signals: readonly AbortSignal[]
): Promise<Task> {
  return new Promise<Task>((resolve, reject) => {
    const over = AbortSignal.any([...signals]);
    const check = (): void => {
      const task = ledger.tasks.get(localId);
      if (task !== undefined && isActive(task.state)) return;
      done();
      if (task === undefined) reject(new Error(l10n.t('This task no longer exists.')));
      else resolve(task);
    };
    const abort = (): void => {
      done();
      reject(over.reason instanceof Error ? over.reason : new Error(String(over.reason)));
    };
    const listener = events.listen(check);
    const done = (): void => {
      listener.dispose();
      over.removeEventListener('abort', abort);
    };
    over.addEventListener('abort', abort);
    if (over.aborted) abort();
    else check();
  });
}
