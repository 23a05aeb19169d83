import * as l10n from '@vscode/l10n';
import { assertAllowed } from '../../http/allowedAddress.ts';
import { failureOf } from '../../http/errors/codeFailures.ts';
import { BlockedAddressError, DeadAddressError } from '../../http/errors/errors.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';

const MAX_REDIRECTS = 5;
const EXPIRED_STATUSES = [401, 403, 404, 410];

/** A response whose body is the requested file. */
export interface OpenDownload {
  readonly response: HttpResponse;
  /** URL after redirects. */
  readonly url: URL;
}

/**
 * Requests a URL without the key and follows redirects to allowed origins. For a range request, returns status 416 too.
 * @throws DeadAddressError, BlockedAddressError, and the errors of failureOf and Transport
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
    if ((status >= 200 && status < 300) || (status === 416 && 'range' in headers)) return { response, url };
    drop(response);
    const location = response.headers['location'];
    if (status >= 300 && status < 400 && typeof location === 'string' && hop < MAX_REDIRECTS) {
      url = parse(location, url);
      continue;
    }
    if (EXPIRED_STATUSES.includes(status)) {
      throw new DeadAddressError(l10n.t('The URL of the result has expired (code {0}). Try again later.', status), {
        code: status,
        remedy: 'retry',
        accepted: 'no'
      });
    }
    throw failureOf(status, '', 'download');
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
