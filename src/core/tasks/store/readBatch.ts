import type { TaskError, TaskState } from '../../../shared/task.ts';
import type { BatchInfo, BatchState } from '../types.ts';
import { WAITING } from './batchQueue.ts';
import type { Row } from './columns.ts';
import { integer, lenientJson, readRow, requiredInteger, requiredText } from './columns.ts';
import type { Database } from './database/database.ts';

const BATCH_COLUMNS = {
  id: requiredText('id'),
  name: requiredText('name'),
  state: requiredText<BatchState>('state'),
  reason: lenientJson<TaskError>('reason'),
  createdAt: requiredInteger('created_at'),
  finishedAt: integer('finished_at')
};

/** SQL condition for a task that another task of the same batch retries. */
export const RETRIED =
  'EXISTS (SELECT 1 FROM tasks again WHERE again.retry_of = tasks.local_id AND again.batch_id = tasks.batch_id)';

/**
 * Reads a batch with the number of its tasks in each state. A retried task counts once, with the state of its last
 * retry.
 */
export function readBatch(db: Database, row: Row): BatchInfo {
  const batch = readRow(BATCH_COLUMNS, row);
  const counts: Partial<Record<TaskState | 'waiting', number>> = {};
  const found = db.all(
    `SELECT CASE WHEN ${WAITING} THEN 'waiting' ELSE state END AS what, COUNT(*) AS count
     FROM tasks WHERE batch_id = ? AND NOT ${RETRIED} GROUP BY what`,
    batch.id
  );
  for (const { what, count } of found) counts[String(what) as TaskState | 'waiting'] = Number(count);
  return { ...batch, counts };
}
