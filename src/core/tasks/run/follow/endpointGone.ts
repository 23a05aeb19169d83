import * as l10n from '@vscode/l10n';
import type { Task, TaskError } from '../../../../shared/task.ts';
import { KieError } from '../../../http/errors/errors.ts';
import { migrateDraft } from '../../../models/migrateDraft.ts';
import type { TaskContext } from '../taskContext.ts';

/** Codes for a removed operation: not found, gone, turned off. */
const CODES = ['404', '410', '505'];

/** Whether an error means that an endpoint was removed. */
export const isGone = (error: unknown): boolean => error instanceof KieError && CODES.includes(error.code ?? '');

const REMOVED = /no longer|discontinued|deprecated|retired|withdrawn|offline|has (been )?moved|moved to/i;

/** Adds the replacement of a removed operation to an error, or that there is none. */
export function withSuccessor(ctx: TaskContext, task: Task, error: unknown, shown: TaskError): TaskError {
  const entry = ctx.entry(task.model);
  if (entry === undefined || !(error instanceof KieError)) return shown;
  if (!isGone(error) && !REMOVED.test(error.message)) return shown;
  const successor = entry.successor === undefined ? undefined : ctx.entry(entry.successor);
  if (successor === undefined) {
    if (entry.status === 'current') return shown;
    const message = l10n.t('{0} {1} is no longer documented and has no replacement.', shown.message, entry.name);
    return { ...shown, message };
  }
  return {
    ...shown,
    message: l10n.t('{0} Replaced by {1} ({2}).', shown.message, successor.name, successor.id),
    remedy: 'fix-input',
    successor: { model: successor.id, input: migrateDraft(entry, successor, task.input) }
  };
}
