import * as l10n from '@vscode/l10n';
import { assertAllowed } from '../../http/allowedAddress.ts';
import { RATE_LIMIT_WAIT_MS } from '../../http/errors/codeFailures.ts';
import { BlockedAddressError, DeadAddressError, RateLimitError, ServerError } from '../../http/errors/errors.ts';
import type { KieError } from '../../http/errors/errors.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';

const MAX_REDIRECTS = 10;
/** Google Cloud Storage reports an expired signature as 400, other storage as 403. */
const EXPIRED_STATUSES = [400, 401, 403, 404, 410];
/** A server that does not support ranges can reject them with one of these. */
const RANGE_REJECTED_STATUSES = [405, 406, 412, 416, 501];

/** A response whose body is the requested file. */
export interface OpenDownload {
  readonly response: HttpResponse;
  /** URL after redirects. */
  readonly url: URL;
}

/**
 * Requests a URL without the key and follows redirects to allowed origins. For a range request, returns its rejection
 * too.
 * @throws DeadAddressError, BlockedAddressError, RateLimitError, ServerError, and the errors of Transport
 */
export async function openDownload(
  transport: Transport,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal
): Promise<OpenDownload> {
  let url = parse(address);
  for (let hop = 0; ; hop++) {
    const response = await transport.send({ kind: 'download', method: 'GET', url, headers, signal });
    const { status } = response;
    const isRangeRejected = RANGE_REJECTED_STATUSES.includes(status) && 'range' in headers;
    if ((status >= 200 && status < 300) || isRangeRejected) return { response, url };
    drop(response);
    const [location] = [response.headers['location']].flat();
    if (status >= 300 && status < 400 && typeof location === 'string' && hop < MAX_REDIRECTS) {
      url = parse(asUtf8(location), url);
      continue;
    }
    if (EXPIRED_STATUSES.includes(status)) {
      throw new DeadAddressError(l10n.t('The URL of the result has expired (code {0}). Try again later.', status), {
        code: status,
        remedy: 'retry',
        accepted: 'no'
      });
    }
    throw storageFailure(status, url.host);
  }
}

/** The codes of storage hosts are those of HTTP and not KIE's: 402 and 409 do not mean the user's credits or request. */
function storageFailure(status: number, host: string): KieError {
  const isRateLimit = status === 429;
  const Type = isRateLimit ? RateLimitError : ServerError;
  return new Type(l10n.t('{0} returned code {1} instead of the result. Try the download again later.', host, status), {
    code: status,
    remedy: isRateLimit ? 'wait' : 'retry',
    accepted: 'no',
    transient: isRateLimit || status === 408 || status === 425 || status >= 500,
    retryAfterMs: isRateLimit ? RATE_LIMIT_WAIT_MS : undefined
  });
}

/** Decodes a header that contains UTF-8: HTTP clients read headers as Latin-1. Returns other headers unchanged. */
function asUtf8(header: string): string {
  if (!/[\u0080-\u00ff]/.test(header) || /[^\u0000-\u00ff]/.test(header)) return header;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header; // Latin-1
  }
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new BlockedAddressError(l10n.t('KIE returned an invalid URL. Check kie.ai/logs for the result.'), {
      remedy: 'none',
      accepted: 'no'
    });
  }
  const url = new URL(address, base);
  assertAllowed(url);
  return url;
}

/** Discards a body that is not read, and ignores its later errors. */
export function drop(response: HttpResponse): void {
  response.body.on('error', () => undefined).destroy();
}
