import type { TaskContext } from '../run/taskContext.ts';

/**
 * Whether the ID of a task was entered by the user or is a guess, and can be corrected: the task then changed from
 * `unknown` to `queued`.
 */
export function isIdCorrectable({ ledger }: Pick<TaskContext, 'ledger'>, localId: string): boolean {
  const states = ledger.tasks.states(localId).map(({ state }) => state);
  return states[states.indexOf('queued') - 1] === 'unknown';
}
