import * as l10n from '@vscode/l10n';
import { ANSWER } from '../../../shared/task.ts';
import type { TaskState } from '../../../shared/task.ts';
import type { SaveTarget } from '../types.ts';
import type { ResultItem } from '../../kie/taskRecord.ts';
import { LedgerRestore } from './restoreStore.ts';
import { writeFields } from './columns.ts';
import { NEXT_REVISION } from './database.ts';
import { ALL_RESULT_COLUMNS, RESULT_COLUMNS } from './resultColumns.ts';
import type { ResultPatch, StoredResult } from './resultColumns.ts';
import { storedResultFromRow } from './rows.ts';
import type { TaskPatch } from './taskColumns.ts';

export { LEASE_MS } from './leaseStore.ts';

/** How results are saved once more. */
export interface CollectPatch {
  readonly saveTo?: SaveTarget;
  /** Content that is held counts as it is. */
  readonly accepted?: boolean;
}

/** How many results of one task are saved at most; KIE makes up to a few dozen. */
export const MAX_RESULTS = 200;

/** What the user reads when an answer has more; null when it has not. */
const tooManyNote = (count: number): string | null =>
  count > MAX_RESULTS
    ? l10n.t(
        'KIE returned {0} results. Only the first {1} are saved; kie.ai/logs shows the others.',
        count,
        MAX_RESULTS
      )
    : null;

/**
 * All that is known of tasks, in one SQLite file that several windows share. One ledger object is one window.
 * Its parts build on each other: file, reading, leases, addresses, spending, tasks, batches, restoring, and here the results.
 */
export class Ledger extends LedgerRestore {
  /** Sets what is to be collected and the state `collecting`, at once. Kept when they are known already. */
  beginCollecting(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.transaction(() => {
      const begun = { note: tooManyNote(items.length), ...patch, state: 'collecting' } as const;
      if (!this.update(localId, ['queued', 'running', 'collecting'], begun)) return false;
      // The results that were missing in an earlier answer have come.
      const answers = "DELETE FROM results WHERE local_id = ? AND role = ? AND url IS NULL AND state <> 'saved'";
      this.run(answers, localId, ANSWER);
      this.#add(localId, items);
      return true;
    });
  }

  /** The answer to a submission was the result itself: true whatever other windows thought meanwhile. */
  acceptResults(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.transaction(() => {
      const begun = { note: tooManyNote(items.length), ...patch, state: 'collecting' } as const;
      if (!this.update(localId, ['submitting', 'unknown'], begun, true)) return false;
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
      if (all.size >= MAX_RESULTS) return;
      if (item.url !== undefined && byUrl.has(item.url)) continue;
      // Text beside the media has a place of its own, which no address that comes later takes.
      const own = item.url === undefined && item.role !== undefined ? `=${item.role}` : `#${place}`;
      let key = item.ref === undefined ? own : `${item.ref} ${item.kind} ${item.role ?? ''}`;
      if (key.startsWith('#') && !free.has(key)) key = [...free].find(other => other.startsWith('#')) ?? key;
      while (all.has(key) && !free.has(key)) key += '+';
      all.add(key);
      free.delete(key);
      if (item.url !== undefined) byUrl.set(item.url, key);
      const { names, values } = writeFields(ALL_RESULT_COLUMNS, { ...item, localId, itemKey: key, state: 'pending' });
      this.run(
        `INSERT INTO results (${names.join(', ')}, idx)
         VALUES (${names.map(() => '?').join(', ')}, (SELECT COALESCE(MAX(idx) + 1, 0) FROM results WHERE local_id = ?))
         ON CONFLICT (local_id, item_key) DO UPDATE SET url = excluded.url, text = excluded.text WHERE state <> 'saved'`,
        ...values,
        localId
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

  result(localId: string, index: number): StoredResult | undefined {
    const row = this.statement('SELECT * FROM results WHERE local_id = ? AND idx = ?').get(localId, index);
    return row === undefined ? undefined : storedResultFromRow(row);
  }

  /**
   * Begins to save these results of an ended task once more, whatever window holds it. False when the task is in none of
   * the states `from`.
   */
  collectAgain(localId: string, from: readonly TaskState[], indexes: readonly number[], patch: CollectPatch): boolean {
    const target = patch.saveTo === undefined ? {} : { saveTo: patch.saveTo };
    const state = { state: 'collecting', error: null, stopAsked: false, ...target } as const;
    return this.transaction(() => {
      if (!this.update(localId, from, state, true)) return false;
      for (const index of indexes) {
        this.run(
          `UPDATE results SET replaces = CASE WHEN state = 'saved' THEN path ELSE replaces END, state = 'pending',
             part = NULL, path = NULL, error = NULL, accepted = ? WHERE local_id = ? AND idx = ?`,
          Number(patch.accepted === true),
          localId,
          index
        );
      }
      return true;
    });
  }

  /** The content that is held for results of known tasks, as paths. */
  heldFiles(): ReadonlySet<string> {
    const rows = this.statement('SELECT held FROM results WHERE held IS NOT NULL').all();
    return new Set(rows.map(row => String(row['held'])));
  }

  /** False, and nothing is changed, when another window holds the task. */
  updateResult(localId: string, index: number, patch: ResultPatch): boolean {
    const { names, values } = writeFields(RESULT_COLUMNS, patch);
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
        ...values,
        localId,
        index
      );
      return true;
    });
  }
}
