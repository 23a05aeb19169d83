import type { Draft, Price } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import type { Facts } from '../models/values/mediaLimits.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';

export interface PricesParts {
  readonly client: Pick<KieClient, 'priceFeed'>;
  readonly catalog: Pick<Catalog, 'entry'>;
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

/** `engine.prices`: the catalog's prices, corrected by KIE's public price list if available. */
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

  /** Returns the prices of a model in the price list; undefined without a list or such a model. */
  live(model: string): LiveView | undefined {
    const entry = this.#view && this.#parts.catalog.entry(model);
    return entry && this.#view?.(entry);
  }

  /**
   * Compares the price of a request with KIE's own price text for the model, if there is one: a price that differs is
   * only approximate.
   */
  async corrected(price: Price, entry: ModelEntry, request: PricedRequest): Promise<Price> {
    const given = this.#parts.priceText?.(entry.id);
    if (given === undefined) return price;
    const { correctPrice, rowsOf } = await import('../models/pricing/stated/correctPrice.ts');
    const rows = rowsOf(entry, given.text, given.readAt);
    return rows === undefined ? price : correctPrice(price, entry, rows, { ...request, now: Date.now() });
  }

  /** Returns the entry with the current prices. */
  priced(entry: ModelEntry): ModelEntry {
    return this.live(entry.id)?.entry ?? entry;
  }
}
