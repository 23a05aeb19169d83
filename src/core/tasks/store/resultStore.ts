import type { ResultItem } from '../../kie/taskRecord.ts';
import { LedgerRestore } from './restoreStore.ts';
import { NEXT_REVISION, toSql } from './database.ts';
import type { TaskPatch } from './taskStore.ts';
import type { StoredResult } from './rows.ts';
import { storedResultFromRow } from './rows.ts';

export { LEASE_MS } from './leaseStore.ts';

export interface ResultPatch {
  readonly state?: StoredResult['state'];
  readonly kind?: StoredResult['kind'];
  readonly part?: string | null;
  readonly path?: string | null;
  readonly bytes?: number;
  readonly error?: string | null;
}

/**
 * All that is known of tasks, in one SQLite file that several windows share. One ledger object is one window.
 * Its parts build on each other: file, reading, leases, addresses, spending, tasks, batches, restoring, and here the results.
 */
export class Ledger extends LedgerRestore {
  /** Sets what is to be collected and the state `collecting`, at once. Kept when they are known already. */
  beginCollecting(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.transaction(() => {
      if (!this.update(localId, ['queued', 'running', 'collecting'], { ...patch, state: 'collecting' })) return false;
      this.#add(localId, items);
      return true;
    });
  }

  /** The answer to a submission was the result itself: true whatever other windows thought meanwhile. */
  acceptResults(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.transaction(() => {
      if (!this.update(localId, ['submitting', 'unknown'], { ...patch, state: 'collecting' }, true)) return false;
      this.#add(localId, items);
      return true;
    });
  }

  /** Notes what is there before the end, without changing the state. False when another window holds the task. */
  addEarly(localId: string, items: readonly ResultItem[]): boolean {
    return this.transaction(() => {
      if (!this.update(localId, ['queued', 'running'], {})) return false;
      this.#add(localId, items);
      return true;
    });
  }

  /**
   * What is known already keeps its place and, once saved, everything else. An address that is known is the same piece in
   * whatever order it comes; only the others are matched by their ids or places.
   */
  #add(localId: string, items: readonly ResultItem[]): void {
    const rows = this.statement('SELECT item_key, url FROM results WHERE local_id = ? ORDER BY idx').all(localId);
    const byUrl = new Map(rows.map(row => [row['url'], String(row['item_key'])]));
    const all = new Set(rows.map(row => String(row['item_key'])));
    const free = new Set(all);
    for (const { url } of items) free.delete(byUrl.get(url ?? '') ?? '');
    for (const [place, item] of items.entries()) {
      if (item.url !== undefined && byUrl.has(item.url)) continue;
      let key = item.ref === undefined ? `#${place}` : `${item.ref} ${item.kind} ${item.role ?? ''}`;
      if (item.ref === undefined && !free.has(key)) key = [...free].find(other => other.startsWith('#')) ?? key;
      while (all.has(key) && !free.has(key)) key += '+';
      all.add(key);
      free.delete(key);
      if (item.url !== undefined) byUrl.set(item.url, key);
      this.run(
        `INSERT INTO results (local_id, idx, item_key, kind, url, text, role, ref, title, extension, state)
         VALUES (?1, (SELECT COALESCE(MAX(idx) + 1, 0) FROM results WHERE local_id = ?1), ?, ?, ?, ?, ?, ?, ?, ?, 'pending')
         ON CONFLICT (local_id, item_key) DO UPDATE SET url = excluded.url, text = excluded.text WHERE state <> 'saved'`,
        localId,
        key,
        item.kind,
        item.url ?? null,
        item.text ?? null,
        item.role ?? null,
        item.ref ?? null,
        item.title ?? null,
        item.extension ?? null
      );
      if (item.url === undefined) continue;
      const sql = 'INSERT OR IGNORE INTO issued (url, local_id, seen_at) VALUES (?, ?, ?)';
      this.run(sql, item.url, localId, this.now());
    }
  }

  results(localId: string): StoredResult[] {
    return this.statement('SELECT * FROM results WHERE local_id = ? ORDER BY idx')
      .all(localId)
      .map(storedResultFromRow);
  }

  /** False, and nothing is changed, when another window holds the task. */
  updateResult(localId: string, index: number, patch: ResultPatch): boolean {
    const names = (Object.keys(patch) as (keyof ResultPatch)[]).filter(name => patch[name] !== undefined);
    return this.transaction(() => {
      const held = this.run(
        `UPDATE tasks SET updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ? AND lease_owner = ?`,
        this.now(),
        localId,
        this.owner
      );
      if (held === 0) return false;
      this.run(
        `UPDATE results SET ${names.map(name => `${name} = ?`).join(', ')} WHERE local_id = ? AND idx = ?`,
        ...names.map(name => toSql(patch[name])),
        localId,
        index
      );
      return true;
    });
  }
}
