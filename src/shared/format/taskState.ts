import { isWaiting } from '../tasks/activeTasks.ts';
import type { Task } from '../task.ts';
import { isNotCharged } from './taskCost.ts';

/** `vscode.l10n` or `@vscode/l10n`, which must not load at activation. */
interface Translator {
  t(message: string): string;
}

/** The state of a task as the user sees it: in the Tasks view, the form and notifications. */
export function taskStateText(l10n: Translator, task: Task): string {
  switch (task.state) {
    case 'preparing':
      if (task.hold !== undefined) return l10n.t('Needs approval');
      // The progress is that of uploads. A task that was sent before waits until it may be sent again.
      if (task.progress !== undefined) return l10n.t('Uploading');
      if (task.error?.retryAt !== undefined) return l10n.t('Waiting to retry');
      return isWaiting(task) || task.submittedAt !== undefined ? l10n.t('Waiting') : l10n.t('Preparing');
    case 'submitting':
      return l10n.t('Submitting');
    case 'unknown':
      return l10n.t('Status unknown');
    case 'queued':
      return l10n.t('Queued');
    case 'running':
      return l10n.t('Running');
    case 'collecting':
      return l10n.t('Downloading');
    case 'done':
      return l10n.t('Done');
    case 'uncollected':
      return l10n.t('Result not downloaded');
    case 'failed':
      return l10n.t('Failed');
    case 'stopped':
      // Without an ID, KIE never accepted it: nothing is left to track.
      return isNotCharged(task) ? l10n.t('Canceled') : l10n.t('Not tracked');
  }
}
