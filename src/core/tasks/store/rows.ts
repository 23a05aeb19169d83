import { compact } from '../../../shared/compact.ts';
import { ANSWER } from '../../../shared/task.ts';
import type {
  ResultState,
  Task,
  TaskError,
  TaskHold,
  TaskOrigin,
  TaskResult,
  TaskState
} from '../../../shared/task.ts';
import type { SaveTarget } from '../../engine/api.ts';

export type Row = Record<string, unknown>;
type Json = Readonly<Record<string, unknown>>;

/** What the ledger knows of a task beside what everybody sees. */
export interface TaskDetails {
  readonly saveTo: SaveTarget;
  /** The `input` to send, media values still as the person gave them. */
  readonly plan: Json;
  readonly attempts: number;
  readonly stopAsked: boolean;
  /** What is there before the end is to be saved at once. */
  readonly earlyAsked: boolean;
  /** The estimate is the price, not only a bound of it. */
  readonly exact: boolean;
  /** When the user approved a hold, in milliseconds since 1970. */
  readonly approvedAt?: number;
}

/** A result with what is needed to save it. */
export interface StoredResult extends TaskResult {
  readonly text?: string;
  readonly extension?: string;
  /** The file that holds the verified content while it is being published under `path`. */
  readonly part?: string;
  /** Content that was fetched but not recognized, outside of the user's folders. */
  readonly held?: string;
  /** The user wants the held content saved as it is. */
  readonly accepted?: boolean;
  /** The file that was saved before the user asked to download the result again. */
  readonly replaces?: string;
}

const text = (row: Row, name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined);
const number = (row: Row, name: string): number | undefined => (typeof row[name] === 'number' ? row[name] : undefined);
const json = (row: Row, name: string): unknown => {
  const value = text(row, name);
  return value === undefined ? undefined : JSON.parse(value);
};
/** What a task can do without: undefined when it is not readable. */
const optionalJson = (row: Row, name: string): unknown => {
  try {
    return json(row, name);
  } catch {
    return undefined;
  }
};

/** @throws {SyntaxError} when the input is not readable JSON. */
export function taskFromRow(row: Row, results: readonly TaskResult[]): Task {
  return compact<Task>({
    localId: String(row['local_id']),
    taskId: text(row, 'task_id'),
    model: String(row['model']),
    state: String(row['state']) as TaskState,
    input: json(row, 'input') as Json,
    request: optionalJson(row, 'request') as Json | undefined,
    results,
    progress: number(row, 'progress'),
    note: text(row, 'note'),
    service: text(row, 'service'),
    estimate: number(row, 'estimate'),
    estimateKind: text(row, 'estimate_kind') as Task['estimateKind'],
    credits: number(row, 'credits'),
    error: optionalJson(row, 'error') as TaskError | undefined,
    hold: row['state'] === 'preparing' ? (json(row, 'hold') as TaskHold | undefined) : undefined,
    balance: balanceFromRow(row),
    retryOf: text(row, 'retry_of'),
    batch: batchFromRow(row),
    createdAt: Number(row['created_at']),
    submittedAt: number(row, 'submitted_at'),
    finishedAt: number(row, 'finished_at'),
    updatedAt: Number(row['updated_at']),
    origin: String(row['origin']) as TaskOrigin
  });
}

function balanceFromRow(row: Row): Task['balance'] {
  const [before, after] = [number(row, 'balance_before'), number(row, 'balance_after')];
  return before === undefined && after === undefined ? undefined : compact({ before, after });
}

function batchFromRow(row: Row): Task['batch'] {
  const id = text(row, 'batch_id');
  if (id === undefined) return undefined;
  return row['state'] === 'preparing' && row['turn'] !== null ? { id, waiting: true } : { id };
}

export function detailsFromRow(row: Row): TaskDetails {
  return compact<TaskDetails>({
    saveTo: json(row, 'save_to') as SaveTarget,
    plan: json(row, 'plan') as Json,
    attempts: Number(row['attempts']),
    stopAsked: row['stop_asked'] === 1,
    earlyAsked: row['early_asked'] === 1,
    exact: row['exact'] === 1,
    approvedAt: number(row, 'approved_at')
  });
}

export function storedResultFromRow(row: Row): StoredResult {
  return compact<StoredResult>({
    index: Number(row['idx']),
    kind: String(row['kind']) as TaskResult['kind'],
    url: text(row, 'url'),
    text: text(row, 'text'),
    role: text(row, 'role'),
    ref: text(row, 'ref'),
    title: text(row, 'title'),
    extension: text(row, 'extension'),
    state: String(row['state']) as ResultState,
    part: text(row, 'part'),
    held: text(row, 'held'),
    accepted: row['accepted'] === 1 || undefined,
    replaces: text(row, 'replaces'),
    path: text(row, 'path'),
    bytes: number(row, 'bytes'),
    error: text(row, 'error')
  });
}

/** The reason of a paused batch. */
export const reasonFromRow = (row: Row): TaskError | undefined => optionalJson(row, 'reason') as TaskError | undefined;

/** What everybody sees of a result: a path only once the file is there. */
export function resultFromRow(row: Row): TaskResult {
  const { index, kind, url, role, ref, title, state, path, bytes, error, held } = storedResultFromRow(row);
  const saved = state === 'saved';
  return compact<TaskResult>({
    index,
    kind,
    url,
    role,
    ref,
    title,
    state,
    path: saved ? path : undefined,
    bytes: saved ? bytes : undefined,
    unverified: (!saved && (held !== undefined || (role === ANSWER && url === undefined))) || undefined,
    error
  });
}
