import type { DatabaseSync } from 'node:sqlite';
import type { RateLimit, RateLimitWindow } from '../../http/rateLimit/rateLimit.ts';
import { longerPause, pauseLeft, stillCount, takenAt, waitFor, withSettled } from '../../http/rateLimit/rateLimit.ts';
import { rollBack } from './database/sql.ts';

/** Milliseconds until the next attempt while another window holds the write lock. */
const BUSY_MS = 20;

interface Counted {
  readonly starts: readonly number[];
  readonly pausedUntil: number;
}

/** One rate limit in the file of `RateLimitStore`, which all windows count against. */
export class FileRateLimitWindow implements RateLimitWindow {
  readonly #db: DatabaseSync;
  readonly #name: string;
  readonly #places: RateLimit;

  constructor(db: DatabaseSync, name: string, places: RateLimit) {
    this.#db = db;
    this.#name = name;
    this.#places = places;
  }

  take(now: number): number {
    // Reads first, without a lock: nothing is written while the limit is reached.
    const full = this.#wait(this.#read(), now);
    if (full > 0) return full;
    return this.#locked(BUSY_MS, () => {
      const counted = this.#read();
      const wait = this.#wait(counted, now);
      const starts = stillCount(counted.starts, now, this.#places);
      if (wait === 0) this.#write({ ...counted, starts: [...starts, takenAt(now, this.#places)] });
      return wait;
    });
  }

  /** Skipped while another window holds the lock; the slot is then released a little later. */
  settle(taken: number, now: number): void {
    this.#locked(undefined, () => {
      const counted = this.#read();
      const starts = withSettled(counted.starts, taken, now, this.#places);
      if (starts !== counted.starts) this.#write({ ...counted, starts });
    });
  }

  pause(until: number): void {
    this.#locked(undefined, () => {
      const counted = this.#read();
      this.#write({ ...counted, pausedUntil: longerPause(counted.pausedUntil, until) });
    });
  }

  #wait(counted: Counted, now: number): number {
    const left = pauseLeft(counted.pausedUntil, now);
    if (left > 0) return left;
    return waitFor(stillCount(counted.starts, now, this.#places), now, this.#places);
  }

  #read(): Counted {
    const row = this.#db.prepare('SELECT starts, paused_until FROM windows WHERE name = ?').get(this.#name);
    if (row === undefined) return { starts: [], pausedUntil: 0 };
    return { starts: JSON.parse(String(row['starts'])) as number[], pausedUntil: Number(row['paused_until']) };
  }

  #write({ starts, pausedUntil }: Counted): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO windows (name, starts, paused_until) VALUES (?, ?, ?)')
      .run(this.#name, JSON.stringify(starts), pausedUntil);
  }

  /**
   * Reads and writes as one transaction across all windows; returns `busy` if another window holds the lock too long.
   */
  #locked<T>(busy: T, work: () => T): T {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error)) return busy;
      throw error;
    }
    try {
      const value = work();
      this.#db.exec('COMMIT');
      return value;
    } catch (error) {
      rollBack(this.#db);
      throw error;
    }
  }
}

/** SQLITE_BUSY, sqlite.org/rescode.html */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
