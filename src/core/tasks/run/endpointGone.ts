import * as l10n from '@vscode/l10n';
import type { Task, TaskError } from '../../../shared/task.ts';
import { KieError } from '../../http/errors.ts';
import { migrateDraft } from '../../models/migrateDraft.ts';
import type { TaskContext } from './taskContext.ts';

/** Codes for an operation that is no more: not found, gone, switched off. */
const CODES = ['404', '410', '505'];

/** Whether an endpoint is no more. */
export const isGone = (error: unknown): boolean => error instanceof KieError && CODES.includes(error.code ?? '');

const WORDS = /no longer|discontinued|deprecated|retired|withdrawn|offline|has (been )?moved|moved to/i;

/** Names what took the place of an operation that KIE does not have any more, or says that nothing did. */
export function withSuccessor(ctx: TaskContext, task: Task, error: unknown, told: TaskError): TaskError {
  const entry = ctx.entry(task.model);
  if (entry === undefined || !(error instanceof KieError)) return told;
  if (!isGone(error) && !WORDS.test(error.message)) return told;
  const successor = entry.successor === undefined ? undefined : ctx.entry(entry.successor);
  if (successor === undefined) {
    if (entry.status === 'current') return told;
    const message = l10n.t(
      '{0} The documentation does not have {1} any more and names nothing in its place.',
      told.message,
      entry.name
    );
    return { ...told, message };
  }
  return {
    ...told,
    message: l10n.t('{0} Its place was taken by {1} ({2}).', told.message, successor.name, successor.id),
    remedy: 'fix-input',
    successor: { model: successor.id, input: migrateDraft(entry, successor, task.input) }
  };
}
