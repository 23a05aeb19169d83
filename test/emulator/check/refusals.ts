/** Responses to a request that violates the documentation. */
import type { TableEntry } from '../catalogData.ts';
import { checkInput } from './checkInput.ts';
import { checkIds } from '../legacy/checkIds.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import type { State } from '../state.ts';
import type { Problem } from '../types.ts';

/**
 * createTask rejects a missing or wrong field with code 500 and one message, a file that it cannot fetch with another
 * (recorded in April 2026). Problems that only this emulator rejects get code 422 and the paths.
 */
export function reject(problems: readonly Problem[]): Answer {
  if (problems.some(({ live }) => live === undefined)) return rejectWithPaths(problems);
  return problems.some(({ live }) => live === 'field')
    ? envelope(500, 'This field is required', null)
    : envelope(500, 'Server exception, please try again later', null);
}

/** The legacy endpoints name the problem, with code 422. */
export function rejectWithPaths(problems: readonly Problem[]): Answer {
  return envelope(422, problems.map(({ path, message }) => `${path}: ${message}`).join('; '), null);
}

/** Returns everything wrong with an input, including its references: files, tasks, voices. */
export function problemsIn(state: State, entry: TableEntry, input: Readonly<Record<string, unknown>>): Problem[] {
  const problems = checkInput(entry, input, address => state.store.find(address)).map(problem =>
    /^https?:/.test(problem.address ?? '') ? ({ ...problem, live: 'media' } as const) : problem
  );
  return problems.length > 0 ? problems : checkIds(state, entry, input);
}
