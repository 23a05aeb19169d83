import { compact } from '../../shared/compact.ts';
import type { Clock, Logger } from '../base/ports.ts';
import { readEnvelope } from '../http/envelope.ts';
import type { Limiter } from '../http/rateLimit/limiter.ts';
import { unreadable } from '../http/errors/networkFailures.ts';
import { serverText } from '../http/redact.ts';
import { at, isFields, number, text } from './services/values.ts';
import type { Transport } from '../http/transport.ts';

/** A row of the price list at kie.ai/pricing. */
export interface FeedRow {
  /** Model ID from the anchor; many rows have none. */
  readonly model?: string;
  /** KIE's text, such as "gpt image 2, image-to-image, 1k". Not an ID. */
  readonly description: string;
  /** Credits per `unit`. */
  readonly credits?: number;
  /** KIE's text, such as "per second". */
  readonly unit?: string;
  readonly usd?: number;
}

interface PriceFeedDeps {
  readonly transport: Transport;
  /** Returns the URL of a path on the API host. */
  readonly api: (path: string) => string;
  readonly lane: Limiter;
  readonly clock: Clock;
  readonly log: Logger;
}

const PAGE_SIZE = 100;
/** The list had about 500 rows in October 2026. */
const MAX_PAGES = 20;
const MAX_PAGE_BYTES = 1024 * 1024;
const MAX_TEXT_CHARS = 200;

/**
 * Reads the public price list without the key; undefined when it is missing or malformed (catalog prices are used
 * then). The interface is not documented; third parties describe GET /client/v1/model-pricing/count and POST
 * /client/v1/model-pricing/page.
 * @throws the signal's reason only
 */
export async function readPriceFeed(deps: PriceFeedDeps, signal?: AbortSignal): Promise<FeedRow[] | undefined> {
  try {
    // The count only saves the last request; without it the pages end the list.
    const count = number(
      at(await request(deps, { method: 'GET', path: 'count' }, signal).catch(() => undefined), 'all')
    );
    const pages = count === undefined ? MAX_PAGES : Math.ceil(count / PAGE_SIZE);
    const rows: FeedRow[] = [];
    // All or nothing: in a partial list, one of several prices could look like the only one.
    for (let pageNum = 1; pageNum <= Math.min(pages, MAX_PAGES); pageNum++) {
      const body = { pageNum, pageSize: PAGE_SIZE, modelDescription: '', interfaceType: '' };
      const records = at(await request(deps, { method: 'POST', path: 'page', json: body }, signal), 'records');
      if (!Array.isArray(records)) throw unreadable('prices');
      rows.push(...records.map(readRow).filter(row => row !== undefined));
      if (records.length < PAGE_SIZE) break;
    }
    if (rows.length > 0) return rows;
    deps.log.debug('The live price list is empty or malformed.');
  } catch (error) {
    signal?.throwIfAborted();
    deps.log.debug(`The live price list is not available: ${error instanceof Error ? error.name : 'unknown'}`);
  }
  return undefined;
}

async function request(
  deps: PriceFeedDeps,
  { method, path, json }: { readonly method: 'GET' | 'POST'; readonly path: string; readonly json?: object },
  signal: AbortSignal | undefined
): Promise<unknown> {
  await deps.lane.take(signal, { group: 'prices' });
  const url = new URL(deps.api(`/client/v1/model-pricing/${path}`));
  const response = await deps.transport.send({
    kind: 'prices',
    method,
    url,
    signal,
    ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } })
  });
  return readEnvelope(response, {
    kind: 'prices',
    host: url.host,
    key: '',
    now: deps.clock.now(),
    timeoutMs: deps.transport.responseMs,
    maxBytes: MAX_PAGE_BYTES,
    signal
  });
}

function readRow(raw: unknown): FeedRow | undefined {
  if (!isFields(raw) || typeof raw['modelDescription'] !== 'string') return undefined;
  const { creditPrice, usdPrice, creditUnit, anchor } = raw;
  // A row of another shape is unreliable.
  if (![creditPrice, usdPrice].every(isPriceOrEmpty) || ![creditUnit, anchor].every(isTextOrEmpty)) return undefined;
  const unit = shortText(creditUnit);
  return compact<FeedRow>({
    description: shortText(raw['modelDescription']),
    model: modelOf(text(anchor) ?? ''),
    credits: priceOf(creditPrice),
    unit: unit === '' ? undefined : unit,
    usd: priceOf(usdPrice)
  });
}

const isTextOrEmpty = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';
const isPriceOrEmpty = (value: unknown): boolean => typeof value === 'number' || isTextOrEmpty(value);

const shortText = (value: unknown): string => serverText(text(value) ?? '').slice(0, MAX_TEXT_CHARS);

function modelOf(anchor: string): string | undefined {
  if (!URL.canParse(anchor, 'https://kie.ai')) return undefined;
  const id = new URL(anchor, 'https://kie.ai').searchParams.get('model')?.trim();
  return id === undefined || id === '' || id.length > MAX_TEXT_CHARS ? undefined : id;
}

/** Returns a plain number; undefined for ranges such as "4-8" or "from 4". */
function priceOf(value: unknown): number | undefined {
  const amount = text(value)?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(amount) ? Number(amount) : undefined;
}
