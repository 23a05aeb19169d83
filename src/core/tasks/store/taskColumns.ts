import type { EstimateKind, TaskError, TaskHold, TaskOrigin, TaskState } from '../../../shared/task.ts';
import type { SaveTarget } from '../types.ts';
import type { Fields, Patch } from './columns.ts';
import {
  flag,
  integer,
  json,
  lenientJson,
  real,
  requiredInteger,
  requiredJson,
  requiredText,
  text
} from './columns.ts';

type Json = Readonly<Record<string, unknown>>;

/** Columns that are fields of `Task` under the same name. */
export const VISIBLE_COLUMNS = {
  localId: requiredText('local_id', 'PRIMARY KEY'),
  taskId: text('task_id'),
  model: requiredText('model'),
  state: requiredText<TaskState>('state'),
  input: requiredJson<Json>('input'),
  request: lenientJson<Json>('request'),
  progress: real('progress'),
  note: text('note'),
  service: text('service'),
  estimate: real('estimate'),
  estimateKind: text<EstimateKind>('estimate_kind'),
  credits: real('credits'),
  error: lenientJson<TaskError>('error'),
  hold: json<TaskHold>('hold'),
  retryOf: text('retry_of'),
  origin: requiredText<TaskOrigin>('origin'),
  createdAt: requiredInteger('created_at'),
  submittedAt: integer('submitted_at'),
  finishedAt: integer('finished_at'),
  updatedAt: requiredInteger('updated_at')
};

/** Columns that only the engine uses. */
export const DETAIL_COLUMNS = {
  saveTo: requiredJson<SaveTarget>('save_to'),
  /** The `input` to send, with media values as entered by the user. */
  plan: requiredJson<Json>('plan'),
  attempts: requiredInteger('attempts', 'NOT NULL DEFAULT 0'),
  /** The task stops as soon as the response to its submission is recorded. */
  stopAsked: flag('stop_asked'),
  /** Results that are available before the end are downloaded at once. */
  earlyAsked: flag('early_asked'),
  /** The estimate is the exact price, not an upper bound. */
  exact: flag('exact'),
  /** When the user approved a hold, in milliseconds since 1970. */
  approvedAt: integer('approved_at')
};

/** Columns for queries. */
const QUERY_COLUMNS = {
  /** Balance at most a minute before createTask, and just after it. */
  balanceBefore: real('balance_before'),
  balanceAfter: real('balance_after'),
  batchId: text('batch_id'),
  /** Position in the queue of its batch; NULL once the task was started. */
  turn: integer('turn'),
  /** Milliseconds from submission to success. */
  tookMs: integer('took_ms'),
  /** Window that runs the task, and end of its lease (milliseconds since 1970). */
  leaseOwner: text('lease_owner'),
  leaseUntil: requiredInteger('lease_until', 'NOT NULL DEFAULT 0'),
  revision: requiredInteger('revision')
};

/**
 * All columns of the table `tasks`: CREATE TABLE, INSERT, UPDATE, `TaskPatch` and `TaskDetails` are derived from it. A
 * new column requires one entry here and one step in migrations.ts for existing ledgers.
 */
export const TASK_COLUMNS = { ...VISIBLE_COLUMNS, ...DETAIL_COLUMNS, ...QUERY_COLUMNS };

/** Columns that are written once, or by their own statements. */
type Fixed =
  | 'localId'
  | 'input'
  | 'plan'
  | 'origin'
  | 'retryOf'
  | 'createdAt'
  | 'updatedAt'
  | 'balanceAfter'
  | 'batchId'
  | 'turn'
  | 'leaseOwner'
  | 'leaseUntil'
  | 'revision';

/** Changes to a task; `null` clears a field. */
export type TaskPatch = Omit<Patch<typeof TASK_COLUMNS>, Fixed>;

/** Fields of a task that only the engine uses. */
export type TaskDetails = Fields<typeof DETAIL_COLUMNS>;
