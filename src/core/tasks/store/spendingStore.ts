import { LedgerAddresses } from './uploadStore.ts';

/** What a task took or may take: what KIE says, else what was expected. */
const COST = 'COALESCE(credits, estimate, 0)';
/** All but what was never accepted (see `isNotCharged`). An `unknown` task counts: KIE may have accepted it. */
const MAY_COST = `NOT (state IN ('failed', 'stopped') AND task_id IS NULL AND credits IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id))`;

/** Credits of a day, of all windows and programs; those of forgotten tasks stay in it. */
export class LedgerSpending extends LedgerAddresses {
  /** Credits spent or promised by the tasks that were begun on the day (local time) of `now`. */
  spentToday(now: number): number {
    const midnight = new Date(now).setHours(0, 0, 0, 0);
    const tasks = this.statement(`SELECT SUM(${COST}) AS credits FROM tasks WHERE created_at >= ? AND ${MAY_COST}`).get(
      midnight
    );
    const removed = this.statement('SELECT credits FROM spent WHERE day = ?').get(dayOf(now));
    return Number(tasks?.['credits'] ?? 0) + Number(removed?.['credits'] ?? 0);
  }

  /** Adds the tasks that a condition names, which are about to be forgotten, to what their days spent. */
  protected keepSpent(which: string, ...values: readonly string[]): void {
    const recent = new Date(this.now()).setHours(0, 0, 0, 0);
    const rows = this.statement(
      `SELECT created_at, ${COST} AS credits FROM tasks WHERE ${which} AND created_at >= ? AND ${MAY_COST}`
    ).all(...values, recent);
    for (const row of rows) {
      this.run(
        'INSERT INTO spent (day, credits) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET credits = credits + ?2',
        dayOf(Number(row['created_at'])),
        Number(row['credits'])
      );
    }
    this.run('DELETE FROM spent WHERE day < ?', dayOf(recent));
  }
}

/** The local day, as 2026-01-31. */
function dayOf(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
