import type { Database } from './database/database.ts';

/** Credits of a task: reported by KIE, otherwise estimated. */
const COST = 'COALESCE(credits, estimate, 0)';
/** All tasks except those that were never accepted (see `isNotCharged`). KIE may have accepted an `unknown` task. */
const MAY_COST = `NOT (state IN ('failed', 'stopped') AND task_id IS NULL AND credits IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id))`;

/** When the credits of a task were used: when it was sent, since it may have waited for days. */
const SENT_AT = 'COALESCE(submitted_at, created_at)';
/**
 * Unsent tasks that the user agreed to are reserved on the current day. A held task reserves nothing: it is not sent
 * without another question, which counts its price.
 */
const IS_RESERVED = "(state = 'preparing' AND hold IS NULL)";

/** Credits per local day, of all windows and callers, including removed tasks. */
export class SpendingStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Returns the credits of tasks that were sent on the local day of `now` (milliseconds since 1970), and of those that
   * are about to be sent.
   */
  today(now: number): number {
    const midnight = new Date(now).setHours(0, 0, 0, 0);
    const isOfToday = `(${IS_RESERVED} OR (state <> 'preparing' AND ${SENT_AT} >= ?))`;
    const sql = `SELECT SUM(${COST}) AS credits FROM tasks WHERE ${isOfToday} AND ${MAY_COST}`;
    const tasks = this.#db.get(sql, midnight);
    const removed = this.#db.get('SELECT credits FROM spent WHERE day = ?', dayOf(now));
    return Number(tasks?.['credits'] ?? 0) + Number(removed?.['credits'] ?? 0);
  }

  /**
   * Adds the credits of tasks that are about to be removed to their days. `where` is an SQL condition with `values`.
   */
  keep(where: string, ...values: readonly string[]): void {
    const midnight = new Date(this.#db.now()).setHours(0, 0, 0, 0);
    const rows = this.#db.all(
      `SELECT ${SENT_AT} AS sent_at, ${COST} AS credits FROM tasks WHERE ${where} AND ${SENT_AT} >= ? AND ${MAY_COST}`,
      ...values,
      midnight
    );
    for (const row of rows) {
      this.#db.run(
        'INSERT INTO spent (day, credits) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET credits = credits + ?2',
        dayOf(Number(row['sent_at'])),
        Number(row['credits'])
      );
    }
    this.#db.run('DELETE FROM spent WHERE day < ?', dayOf(midnight));
  }

  /** Takes back what {@link keep} added for a task that is in the list again. */
  release(localId: string): void {
    const midnight = new Date(this.#db.now()).setHours(0, 0, 0, 0);
    const row = this.#db.get(
      `SELECT ${SENT_AT} AS sent_at, ${COST} AS credits FROM tasks
       WHERE local_id = ? AND ${SENT_AT} >= ? AND ${MAY_COST}`,
      localId,
      midnight
    );
    if (row === undefined) return;
    this.#db.run(
      'UPDATE spent SET credits = MAX(0, credits - ?) WHERE day = ?',
      Number(row['credits']),
      dayOf(Number(row['sent_at']))
    );
  }
}

/** Returns the local day, such as 2026-01-31. */
function dayOf(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
