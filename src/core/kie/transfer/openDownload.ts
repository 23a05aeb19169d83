import * as l10n from '@vscode/l10n';
import { assertAllowed } from '../../http/allowedAddress.ts';
import { failureOf } from '../../http/codeFailures.ts';
import { BlockedAddressError, DeadAddressError } from '../../http/errors.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';

const MAX_REDIRECTS = 5;
const DEAD = [401, 403, 404, 410];

export interface OpenDownload {
  readonly answer: HttpResponse;
  /** Where it was found in the end. */
  readonly url: URL;
}

/**
 * GET without the key, through redirects of any origin that is allowed. Besides success, 416 is an answer too when a
 * range was asked for. Throws DeadAddressError, BlockedAddressError and what failureOf and Transport give.
 */
export async function openDownload(
  transport: Transport,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal
): Promise<OpenDownload> {
  let url = parse(address);
  for (let hop = 0; ; hop++) {
    const answer = await transport.send({ kind: 'download', method: 'GET', url, headers, signal });
    const { status } = answer;
    if ((status >= 200 && status < 300) || (status === 416 && 'range' in headers)) return { answer, url };
    drop(answer);
    const location = answer.headers['location'];
    if (status >= 300 && status < 400 && typeof location === 'string' && hop < MAX_REDIRECTS) {
      url = parse(location, url);
      continue;
    }
    if (DEAD.includes(status)) {
      throw new DeadAddressError(
        l10n.t('The address of the result has expired (code {0}). Collect it again.', status),
        { code: status, remedy: 'retry', accepted: 'no' }
      );
    }
    throw failureOf(status, '', 'download');
  }
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new BlockedAddressError(
      l10n.t('KIE gave an address that cannot be used. Look for the result at kie.ai/logs.'),
      {
        remedy: 'none',
        accepted: 'no'
      }
    );
  }
  const url = new URL(address, base);
  assertAllowed(url);
  return url;
}

/** Lets go of a body that nobody reads; its later error is of no interest. */
export function drop(answer: HttpResponse): void {
  answer.body.on('error', () => undefined).destroy();
}
