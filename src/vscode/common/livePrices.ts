import type { Engine } from '../../core/engine/api.ts';
import type { PriceList } from '../../core/models/pricing/livePrices.ts';
import type { Logger } from '../../core/base/ports.ts';
import type { State } from '../state.ts';
import type { EngineService } from './engineService.ts';

type PriceCells = Pick<State, 'priceList' | 'priceListAskedAt'>;

const HOUR_MS = 3_600_000;
/** Maximum age of a list. An older one may be less accurate than the bundled model table. */
const MAX_AGE_MS = 7 * 24 * HOUR_MS;
const TIMEOUT_MS = 10_000;

/**
 * The public price list of KIE, for models whose price its catalog does not have. Requested at most once a day, when the
 * user views a price, and shared by all windows.
 */
export class LivePrices {
  readonly #cells: PriceCells;
  readonly #engineService: Pick<EngineService, 'get'>;
  readonly #log: Logger;
  readonly #now: () => number;
  #reading: Promise<void> | undefined;

  constructor(cells: PriceCells, engineService: Pick<EngineService, 'get'>, log: Logger, now: () => number = Date.now) {
    this.#cells = cells;
    this.#engineService = engineService;
    this.#log = log;
    this.#now = now;
  }

  /** Returns when the current list was read, in milliseconds since 1970, or undefined without a list. */
  async readAt(): Promise<number | undefined> {
    return (await this.#stored())?.fetchedAt;
  }

  /** Applies the stored list to a new engine. */
  async applyTo(engine: Engine): Promise<void> {
    const kept = await this.#stored();
    if (kept !== undefined) await engine.prices.set(kept.rows);
  }

  /**
   * Requests the list unless it was read today or requested within the last hour, or KIE's own catalog has the price of
   * this model, which is read first. Never rejects, because the model table is the fallback.
   */
  async refresh(model: string): Promise<void> {
    const engine = await this.#engineService.get();
    await readCatalog(engine);
    if (engine.prices.stated(model) === undefined) await this.#refresh();
  }

  #refresh(): Promise<void> {
    this.#reading ??= this.#read()
      .catch((error: unknown) => this.#log.debug(`The live price list was not read: ${String(error)}`))
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { isFresh } = await import('../../core/models/pricing/livePrices.ts');
    const now = this.#now();
    const engine = await this.#engineService.get();
    const kept = await this.#stored();
    if (kept !== undefined && isFresh(kept, now)) {
      // Another window may have stored a newer list.
      await engine.prices.set(kept.rows);
      return;
    }
    const asked = this.#cells.priceListAskedAt.get();
    if (asked <= now && now - asked < HOUR_MS) return;
    await this.#cells.priceListAskedAt.set(now);
    const rows = await engine.prices.feed(AbortSignal.timeout(TIMEOUT_MS));
    if (rows === undefined) return;
    await engine.prices.set(rows);
    await this.#cells.priceList.set({ fetchedAt: now, rows });
  }

  async #stored(): Promise<PriceList | undefined> {
    const stored = this.#cells.priceList.get();
    if (stored === undefined) return undefined;
    const { readLivePrices } = await import('../../core/models/pricing/livePrices.ts');
    const kept = readLivePrices(stored);
    const age = this.#now() - (kept?.fetchedAt ?? 0);
    return age >= 0 && age < MAX_AGE_MS ? kept : undefined;
  }
}

/** Resolves when KIE's list of models is read, before the schemas of new models, which can take a minute. */
async function readCatalog({ liveModels }: Engine): Promise<void> {
  const listed = Promise.withResolvers<undefined>();
  const subscription = liveModels.onChange(() => listed.resolve(undefined));
  await Promise.race([liveModels.refresh(), listed.promise]);
  subscription.dispose();
}
