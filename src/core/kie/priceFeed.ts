import { compact } from '../../shared/compact.ts';
import type { Clock, Logger } from '../base/ports.ts';
import { readEnvelope } from '../http/envelope.ts';
import type { Limiter } from '../http/limiter.ts';
import { unreadable } from '../http/networkFailures.ts';
import { serverText } from '../http/redact.ts';
import { at, isFields, number, text } from './services/values.ts';
import type { Transport } from '../http/transport.ts';

/** One line of the price list that kie.ai/pricing shows. */
export interface FeedRow {
  /** The API id, from the anchor; many rows name none. */
  readonly model?: string;
  /** KIE's own words, such as "gpt image 2, image-to-image, 1k". No id. */
  readonly description: string;
  /** Credits for one `unit`. */
  readonly credits?: number;
  /** KIE's own words, such as "per second". */
  readonly unit?: string;
  readonly usd?: number;
}

export interface PriceFeedDeps {
  readonly transport: Transport;
  /** The address of a path at the API host. */
  readonly api: (path: string) => string;
  readonly lane: Limiter;
  readonly clock: Clock;
  readonly log: Logger;
}

const PAGE_SIZE = 100;
/** Some 500 rows were seen in October 2026. */
const MAX_PAGES = 20;
const MAX_PAGE_BYTES = 1024 * 1024;
const MAX_WORDS = 200;

/**
 * The rows of the public price list, without the key; undefined when there is none, or none that can be understood.
 * Never throws but for the caller's signal: the table's prices stand in. Unofficial: what is known of it comes from third
 * parties (GET /client/v1/model-pricing/count, POST /client/v1/model-pricing/page).
 */
export async function readPriceFeed(deps: PriceFeedDeps, signal?: AbortSignal): Promise<FeedRow[] | undefined> {
  try {
    // Only spares the last request: without it the pages tell where the list ends.
    const count = number(at(await ask(deps, 'GET', 'count', undefined, signal).catch(() => undefined), 'all'));
    const pages = count === undefined ? MAX_PAGES : Math.ceil(count / PAGE_SIZE);
    const rows: FeedRow[] = [];
    // All or nothing: a part of the list could make one of several prices look like the only one.
    for (let pageNum = 1; pageNum <= Math.min(pages, MAX_PAGES); pageNum++) {
      const body = { pageNum, pageSize: PAGE_SIZE, modelDescription: '', interfaceType: '' };
      const records = at(await ask(deps, 'POST', 'page', body, signal), 'records');
      if (!Array.isArray(records)) throw unreadable('prices');
      rows.push(...records.map(readRow).filter(row => row !== undefined));
      if (records.length < PAGE_SIZE) break;
    }
    if (rows.length > 0) return rows;
    deps.log.debug('The live price list is empty or of another shape.');
  } catch (error) {
    signal?.throwIfAborted();
    deps.log.debug(`There is no live price list: ${error instanceof Error ? error.name : 'unknown'}`);
  }
  return undefined;
}

async function ask(
  deps: PriceFeedDeps,
  method: 'GET' | 'POST',
  path: string,
  json: object | undefined,
  signal: AbortSignal | undefined
): Promise<unknown> {
  await deps.lane.take(signal, { group: 'prices' });
  const url = new URL(deps.api(`/client/v1/model-pricing/${path}`));
  const answer = await deps.transport.send({
    kind: 'prices',
    method,
    url,
    signal,
    ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } })
  });
  return readEnvelope(answer, {
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
  // Of another shape it says nothing that could be relied on.
  if (![creditPrice, usdPrice].every(isFigureOrNone) || ![creditUnit, anchor].every(isTextOrNone)) return undefined;
  const unit = words(creditUnit);
  return compact<FeedRow>({
    description: words(raw['modelDescription']),
    model: modelOf(text(anchor) ?? ''),
    credits: figure(creditPrice),
    unit: unit === '' ? undefined : unit,
    usd: figure(usdPrice)
  });
}

const isTextOrNone = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';
const isFigureOrNone = (value: unknown): boolean => typeof value === 'number' || isTextOrNone(value);

const words = (said: unknown): string => serverText(text(said) ?? '').slice(0, MAX_WORDS);

function modelOf(anchor: string): string | undefined {
  if (!URL.canParse(anchor, 'https://kie.ai')) return undefined;
  const id = new URL(anchor, 'https://kie.ai').searchParams.get('model')?.trim();
  return id === undefined || id === '' || id.length > MAX_WORDS ? undefined : id;
}

/** A plain amount; "4-8" or "from 4" is none. */
function figure(value: unknown): number | undefined {
  const said = text(value)?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(said) ? Number(said) : undefined;
}
