import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';

export interface PricesParts {
  readonly client: Pick<KieClient, 'priceFeed'>;
  readonly catalog: Pick<Catalog, 'entry'>;
  /** Aborts every query. */
  readonly signal: AbortSignal;
}

/** `engine.prices`: the catalog's prices, corrected by KIE's public price list once there is one. */
export class Prices {
  readonly #parts: PricesParts;
  #view: ((entry: ModelEntry) => LiveView) | undefined;

  constructor(parts: PricesParts) {
    this.#parts = parts;
  }

  /** KIE's public price list, read now; undefined where there is none. Needs no key and costs nothing. */
  feed(signal?: AbortSignal): Promise<readonly FeedRow[] | undefined> {
    const { client, signal: closing } = this.#parts;
    return client.priceFeed({ signal: signal === undefined ? closing : AbortSignal.any([closing, signal]) });
  }

  /** Prices drafts by this list from now on. */
  async set(rows: readonly FeedRow[]): Promise<void> {
    const { withLivePrices } = await import('../models/pricing/livePrices.ts');
    this.#view = rows.length === 0 ? undefined : entry => withLivePrices(entry, rows);
  }

  /** The price list's view of a model; undefined while there is no list or no such model. */
  live(model: string): LiveView | undefined {
    const entry = this.#view && this.#parts.catalog.entry(model);
    return entry && this.#view?.(entry);
  }

  /** The entry with the prices that apply at the moment. */
  priced(entry: ModelEntry): ModelEntry {
    return this.live(entry.id)?.entry ?? entry;
  }
}
