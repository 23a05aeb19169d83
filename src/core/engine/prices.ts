import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';

export interface PricesParts {
  readonly client: Pick<KieClient, 'priceFeed'>;
  readonly catalog: Pick<Catalog, 'entry'>;
  /** Aborts all queries. */
  readonly signal: AbortSignal;
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

  /** Returns the entry with the current prices. */
  priced(entry: ModelEntry): ModelEntry {
    return this.live(entry.id)?.entry ?? entry;
  }
}
