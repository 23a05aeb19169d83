import type { Draft, Price } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import type { Facts } from '../models/values/mediaLimits.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';

export interface PricesParts {
  readonly client: Pick<KieClient, 'priceFeed'>;
  readonly catalog: Pick<Catalog, 'entry' | 'origin'>;
  /** The price of a model in KIE's own words, and when it was read, in milliseconds since 1970. */
  readonly priceText?: (model: string) => { readonly text: string; readonly readAt: number } | undefined;
  /** Aborts all queries. */
  readonly signal: AbortSignal;
}

/** A draft with the known facts of its media. */
interface PricedRequest {
  readonly draft: Draft;
  readonly facts: Facts;
}

/**
 * `engine.prices`: the catalog's prices, compared with the price that KIE's catalog states for the model. For models
 * that it does not have, KIE's public price list corrects them, if it is available.
 */
export class Prices {
  readonly #parts: PricesParts;
  #view: ((entry: ModelEntry) => LiveView) | undefined;

  constructor(parts: PricesParts) {
    this.#parts = parts;
  }

  /** Requests KIE's public price list; undefined when it is not available. Needs no key and uses no credits. */
  feed(signal?: AbortSignal): Promise<readonly FeedRow[] | undefined> {
    const { client, signal: closing } = this.#parts;
    return client.priceFeed({ signal: signal === undefined ? closing : AbortSignal.any([closing, signal]) });
  }

  /** Uses this list to price drafts from now on. */
  async set(rows: readonly FeedRow[]): Promise<void> {
    const { withLivePrices } = await import('../models/pricing/livePrices.ts');
    this.#view = rows.length === 0 ? undefined : entry => withLivePrices(entry, rows);
  }

  /** Returns the price of a model in KIE's own words, and when it was read; undefined when they are not known. */
  stated(model: string): { readonly text: string; readonly readAt: number } | undefined {
    return this.#parts.priceText?.(model);
  }

  /** Returns the prices of a model in the price list; undefined without a list or such a model, or with a stated price. */
  live(model: string): LiveView | undefined {
    if (this.stated(model) !== undefined) return undefined;
    const entry = this.#view && this.#parts.catalog.entry(model);
    return entry && this.#view?.(entry);
  }

  /**
   * Compares the price of a request with KIE's own price text for the model, if there is one: a price that differs is
   * only approximate.
   */
  async corrected(price: Price, entry: ModelEntry, request: PricedRequest): Promise<Price> {
    const given = this.stated(entry.id);
    if (given === undefined) return price;
    const { correctPrice, rowsOf } = await import('../models/pricing/stated/correctPrice.ts');
    const rows = rowsOf(entry, given.text, given.readAt);
    return rows === undefined ? price : correctPrice(price, entry, rows, { ...request, now: Date.now() });
  }

  /**
   * Returns the entry with the current prices. A model that is newer than the catalog, or has no price there, gets those
   * of KIE's own text, as approximate ones.
   */
  async priced(entry: ModelEntry): Promise<ModelEntry> {
    const given = this.stated(entry.id);
    const hasPrice = (entry.price ?? []).length > 0 && this.#parts.catalog.origin(entry.id) !== 'live';
    if (given === undefined || hasPrice) return this.live(entry.id)?.entry ?? entry;
    const { entryWithPrice } = await import('../models/pricing/stated/entryWithPrice.ts');
    return entryWithPrice(entry, given);
  }
}
