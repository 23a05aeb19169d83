import type * as vscode from 'vscode';
import type { Engine } from '../../core/engine/api.ts';
import type { LivePrices as PriceList } from '../../core/models/pricing/livePrices.ts';
import type { Logger } from '../../core/base/ports.ts';
import type { EngineHost } from './engineHost.ts';

const KEPT = 'kie.prices.list';
const ASKED = 'kie.prices.askedAt';
const HOUR_MS = 3_600_000;
/** An older list may know less than the table that came with the extension. */
const OLDEST_MS = 7 * 24 * HOUR_MS;
const PATIENCE_MS = 10_000;

/** KIE's public price list: read once a day at most, when a person looks at a price, and kept for all windows. */
export class LivePrices {
  readonly #memory: vscode.Memento;
  readonly #host: Pick<EngineHost, 'get'>;
  readonly #log: Logger;
  readonly #now: () => number;
  #reading: Promise<void> | undefined;

  constructor(memory: vscode.Memento, host: Pick<EngineHost, 'get'>, log: Logger, now: () => number = Date.now) {
    this.#memory = memory;
    this.#host = host;
    this.#log = log;
    this.#now = now;
  }

  /** Milliseconds since 1970 when the list that counts was read; undefined without one. */
  async readAt(): Promise<number | undefined> {
    return (await this.#kept())?.fetchedAt;
  }

  /** Hands what is kept to a new engine. */
  async give(engine: Engine): Promise<void> {
    const kept = await this.#kept();
    if (kept !== undefined) await engine.prices.set(kept.rows);
  }

  /** Reads the list unless that was done today, or tried within the hour. Never rejects: without it the table counts. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read()
      .catch((error: unknown) => this.#log.debug(`The live price list was not read: ${String(error)}`))
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { isFresh } = await import('../../core/models/pricing/livePrices.ts');
    const now = this.#now();
    const engine = await this.#host.get();
    const kept = await this.#kept();
    if (kept !== undefined && isFresh(kept, now)) {
      // Another window may have read it.
      await engine.prices.set(kept.rows);
      return;
    }
    const asked = this.#memory.get<number>(ASKED, 0);
    if (asked <= now && now - asked < HOUR_MS) return;
    await this.#memory.update(ASKED, now);
    const rows = await engine.prices.feed(AbortSignal.timeout(PATIENCE_MS));
    if (rows === undefined) return;
    await engine.prices.set(rows);
    await this.#memory.update(KEPT, { fetchedAt: now, rows });
  }

  async #kept(): Promise<PriceList | undefined> {
    const stored = this.#memory.get<unknown>(KEPT);
    if (stored === undefined) return undefined;
    const { readLivePrices } = await import('../../core/models/pricing/livePrices.ts');
    const kept = readLivePrices(stored);
    const age = this.#now() - (kept?.fetchedAt ?? 0);
    return age >= 0 && age < OLDEST_MS ? kept : undefined;
  }
}
