import { compact } from '../../../shared/compact.ts';
import type { ApiCaller } from '../../http/apiCaller.ts';
import { unreadable } from '../../http/errors/networkFailures.ts';
import type { Limiter } from '../../http/rateLimit/limiter.ts';
import type { CallOptions, LiveCatalogCalls } from '../clientTypes.ts';
import { isDeeper } from '../services/jsonText.ts';
import type { Fields } from '../services/values.ts';
import { isFields, number } from '../services/values.ts';
import type { RatePoint } from './liveCatalogTypes.ts';
import { isLiveModelId, readLiveModels, readPriceText } from './readLiveModels.ts';

/** Maximum sizes of the responses in bytes. In October 2026 the whole list had 98 KB. */
const MAX_BYTES = { list: 4_000_000, schema: 2_000_000, price: 100_000, rates: 500_000 } as const;
/** Deeper than any published schema; readers of schemas are recursive. */
const MAX_SCHEMA_LEVELS = 200;
/** More points than 24 hours have by far. */
const MAX_POINTS = 1_000;
/** Milliseconds until a call that failed temporarily is repeated, once. */
const RETRY_MS = [2_000];

/** Creates the calls of the live catalog. `lane` limits them together. */
export function liveCatalogCalls(caller: ApiCaller, lane: Limiter): LiveCatalogCalls {
  const get = (path: string, maxBytes: number, options: CallOptions | undefined): Promise<unknown> => {
    const turn = { group: path, watched: options?.watched === true };
    const url = caller.api(`/api/v1/models${path}`);
    return caller.retried(RETRY_MS, options?.signal, () =>
      caller.call({ kind: 'catalog', method: 'GET', url, lane, turn, maxBytes, options })
    );
  };
  const ofModel = async (
    model: string,
    { part, maxBytes }: { readonly part: string; readonly maxBytes: number },
    options: CallOptions | undefined
  ): Promise<Fields> => {
    const data = await get(`/${pathOf(model)}/${part}`, maxBytes, options);
    // A response about another model, for example from a cache, is of no use for this one.
    if (!isFields(data) || (typeof data['model'] === 'string' && data['model'] !== model)) throw unreadable('catalog');
    return data;
  };
  return {
    async models(options) {
      const list = readLiveModels(await get('', MAX_BYTES.list, options));
      // Without a filter there is always a model: an empty list would make all models look discontinued.
      if (list === undefined || list.models.length === 0) throw unreadable('catalog');
      return list;
    },
    async schema(model, options) {
      const { openapi } = await ofModel(model, { part: 'schema', maxBytes: MAX_BYTES.schema }, options);
      if (openapi === null || openapi === undefined) return undefined;
      if (!isFields(openapi) || isDeeper(openapi, MAX_SCHEMA_LEVELS)) throw unreadable('catalog');
      return openapi;
    },
    async price(model, options) {
      return readPriceText(
        (await ofModel(model, { part: 'price', maxBytes: MAX_BYTES.price }, options))['pricingDesc']
      );
    },
    async successRate(model, options) {
      const { points } = await ofModel(model, { part: 'success-rate', maxBytes: MAX_BYTES.rates }, options);
      if (!Array.isArray(points)) throw unreadable('catalog');
      return (points as unknown[])
        .slice(-MAX_POINTS)
        .flatMap(point => readPoint(point) ?? [])
        .sort((a, b) => a.start - b.start);
    }
  };
}

/** Documented: the slashes of a model ID go into the path as they are. */
function pathOf(model: string): string {
  if (!isLiveModelId(model)) throw unreadable('catalog', new Error('not a model ID'));
  return model.split('/').map(encodeURIComponent).join('/');
}

function readPoint(raw: unknown): RatePoint | undefined {
  if (!isFields(raw)) return undefined;
  const [start, end] = [Date.parse(String(raw['start'])), Date.parse(String(raw['end']))];
  if (Number.isNaN(start) || Number.isNaN(end) || end <= start) return undefined;
  const isNormal = raw['isNormal'];
  return compact<RatePoint>({
    start,
    end,
    successRate: percent(raw['successRate']),
    errorRate: percent(raw['errorRate']),
    isNormal: typeof isNormal === 'boolean' ? isNormal : undefined
  });
}

function percent(raw: unknown): number | undefined {
  const value = number(raw);
  return value !== undefined && value >= 0 && value <= 100 ? value : undefined;
}
