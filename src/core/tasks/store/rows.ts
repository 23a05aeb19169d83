import { compact } from '../../../shared/compact.ts';
import { isObject } from '../../../shared/guards.ts';
import { ANSWER } from '../../../shared/task.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import type { Row } from './columns.ts';
import { readRow } from './columns.ts';
import { RESULT_COLUMNS } from './resultColumns.ts';
import type { StoredResult } from './resultColumns.ts';
import { DETAIL_COLUMNS, TASK_COLUMNS, VISIBLE_COLUMNS } from './taskColumns.ts';
import type { TaskDetails } from './taskColumns.ts';

/**
 * Creates a task from its row and its results.
 *
 * @throws {SyntaxError} when the input or the hold is invalid JSON.
 */
export function taskFromRow(row: Row, results: readonly TaskResult[]): Task {
  // Only an unsent task can wait for approval; a damaged hold must not hide another one.
  const isStale = row['hold'] !== null && row['state'] !== 'preparing';
  const { hold, ...fields } = readRow(VISIBLE_COLUMNS, isStale ? { ...row, hold: null } : row);
  const isInput = isObject(fields.input);
  if (!isInput && fields.state === 'preparing') throw new SyntaxError('The input is damaged.');
  return compact<Task>({
    ...fields,
    input: isInput ? fields.input : {},
    hold: fields.state === 'preparing' ? hold : undefined,
    balance: balanceFromRow(row),
    batch: batchFromRow(row),
    results
  });
}

/**
 * Creates the details of a task from its row. Damaged details must not prevent the tracking of a task that was sent:
 * they are read as empty, and the user chooses a folder for its results.
 *
 * @throws {SyntaxError} when the details of an unsent task are damaged
 */
export function detailsFromRow(row: Row): TaskDetails {
  const { plan, saveTo } = DETAIL_COLUMNS;
  const isTarget = (value: unknown): boolean => isObject(value) && typeof value['folder'] === 'string';
  const isPlanReadable = isReadable(row[plan.name], isObject);
  const isTargetReadable = isReadable(row[saveTo.name], isTarget);
  if (isPlanReadable && isTargetReadable) return readRow(DETAIL_COLUMNS, row);
  if (row['state'] === 'preparing') throw new SyntaxError('The details of the task are damaged.');
  return readRow(DETAIL_COLUMNS, {
    ...row,
    ...(isPlanReadable ? {} : { [plan.name]: '{}' }),
    ...(isTargetReadable ? {} : { [saveTo.name]: NO_TARGET })
  });
}

const NO_TARGET = JSON.stringify({ folder: '', template: '${model}' });

function isReadable(json: unknown, isExpected: (value: unknown) => boolean): boolean {
  try {
    return isExpected(JSON.parse(String(json)));
  } catch {
    return false;
  }
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
  const { index, kind, url, role, ref, title, state, path, bytes, error, kept } = storedResultFromRow(row);
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
    unverified: (!isSaved && (kept !== undefined || (role === ANSWER && url === undefined))) || undefined,
    error
  });
}
