import { compact } from '../../../shared/compact.ts';
import { ANSWER } from '../../../shared/task.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import type { Row } from './columns.ts';
import { readRow } from './columns.ts';
import { RESULT_COLUMNS } from './resultColumns.ts';
import type { StoredResult } from './resultColumns.ts';
import { TASK_COLUMNS, VISIBLE_COLUMNS } from './taskColumns.ts';

/**
 * Creates a task from its row and its results.
 *
 * @throws {SyntaxError} when the input or the hold is invalid JSON.
 */
export function taskFromRow(row: Row, results: readonly TaskResult[]): Task {
  const { hold, ...fields } = readRow(VISIBLE_COLUMNS, row);
  return compact<Task>({
    ...fields,
    hold: fields.state === 'preparing' ? hold : undefined,
    balance: balanceFromRow(row),
    batch: batchFromRow(row),
    results
  });
}

function balanceFromRow(row: Row): Task['balance'] {
  const { balanceBefore, balanceAfter } = TASK_COLUMNS;
  const before = balanceBefore.read(row[balanceBefore.name]);
  const after = balanceAfter.read(row[balanceAfter.name]);
  return before === undefined && after === undefined ? undefined : compact({ before, after });
}

function batchFromRow(row: Row): Task['batch'] {
  const { batchId, turn } = TASK_COLUMNS;
  const id = batchId.read(row[batchId.name]);
  if (id === undefined) return undefined;
  return row['state'] === 'preparing' && row[turn.name] !== null ? { id, waiting: true } : { id };
}

export const storedResultFromRow = (row: Row): StoredResult => readRow(RESULT_COLUMNS, row);

/** Returns the visible part of a result. The path is included only after the file is saved. */
export function resultFromRow(row: Row): TaskResult {
  const { index, kind, url, role, ref, title, state, path, bytes, error, held } = storedResultFromRow(row);
  const isSaved = state === 'saved';
  return compact<TaskResult>({
    index,
    kind,
    url,
    role,
    ref,
    title,
    state,
    path: isSaved ? path : undefined,
    bytes: isSaved ? bytes : undefined,
    unverified: (!isSaved && (held !== undefined || (role === ANSWER && url === undefined))) || undefined,
    error
  });
}
