import type { TaskContext } from '../run/taskContext.ts';

/**
 * Whether the ID of a task can be corrected: the task was `unknown` before it got the ID, as when the user entered the ID
 * or it is a guess.
 */
export function isIdCorrectable({ ledger }: Pick<TaskContext, 'ledger'>, localId: string): boolean {
  const states = ledger.tasks.states(localId).map(({ state }) => state);
  return states[states.indexOf('queued') - 1] === 'unknown';
}
