import * as l10n from '@vscode/l10n';
import type { EngineSettings, Logger } from '../base/ports.ts';
import { BlockedAddressError, NotFoundError, ServerError, UnreadableAnswerError } from '../http/errors/errors.ts';
import { networkFailure } from '../http/errors/networkFailures.ts';
import { drop } from './transfer/openDownload.ts';
import { Transport } from '../http/transport.ts';
import type { HttpResponse } from '../http/transport.ts';

const DOCS_ORIGIN = 'https://docs.kie.ai';

/** Reader of the documentation at docs.kie.ai. */
export interface DocsPages {
  /**
   * Returns the text of a page, requested without the API key.
   * @throws KieError
   */
  fetchText(address: string, signal?: AbortSignal): Promise<string>;
  dispose(): void;
}

interface DocsPagesDeps {
  readonly settings: () => EngineSettings;
  readonly log: Logger;
  /** Loopback replacement for docs.kie.ai, for tests. */
  readonly baseUrl?: string;
  /** Timeout for the whole response in milliseconds. */
  readonly timeoutMs?: number;
}

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Creates a reader that uses the same proxy and certificate settings as the API. */
export function createDocsPages(deps: DocsPagesDeps): DocsPages {
  const transport = new Transport(deps.settings, deps.log, { idleMs: deps.timeoutMs ?? 30_000 });
  const origin = deps.baseUrl === undefined ? DOCS_ORIGIN : loopback(deps.baseUrl);

  const send = async (url: URL, signal: AbortSignal, level = 0): Promise<string> => {
    if (url.origin !== origin) throw blocked(url);
    const response = await transport.send({ kind: 'download', method: 'GET', url, signal });
    if (response.status >= 300 && response.status < 400) {
      drop(response);
      const { location } = response.headers;
      if (typeof location !== 'string' || !URL.canParse(location, url.href) || level >= MAX_REDIRECTS) {
        throw notFound(url);
      }
      return send(new URL(location, url), signal, level + 1);
    }
    if (response.status !== 200) {
      drop(response);
      throw response.status === 404 || response.status === 410 ? notFound(url) : failed(response.status, url);
    }
    return readText(response, url, signal);
  };

  return {
    async fetchText(address, signal) {
      const wanted = new URL(address);
      if (wanted.origin !== DOCS_ORIGIN || wanted.username !== '') throw blocked(wanted);
      const timeout = AbortSignal.timeout(deps.timeoutMs ?? 30_000);
      try {
        return await send(
          new URL(origin + wanted.pathname),
          signal === undefined ? timeout : AbortSignal.any([signal, timeout])
        );
      } catch (error) {
        if (!timeout.aborted || signal?.aborted === true) throw error;
        throw new ServerError(l10n.t('{0} timed out. Try again later.', wanted.host), {
          remedy: 'retry',
          accepted: 'no',
          transient: true
        });
      }
    },
    dispose: () => transport.dispose()
  };
}

async function readText(response: HttpResponse, url: URL, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new UnreadableAnswerError(l10n.t('The page is too large.'), NOT_ACCEPTED);
      chunks.push(chunk);
    }
  } catch (error) {
    throw networkFailure(error, 'download', url.host, signal);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const NOT_ACCEPTED = { remedy: 'none', accepted: 'no' } as const;

function loopback(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') throw blocked(url);
  return url.origin;
}

const blocked = (url: URL): BlockedAddressError =>
  new BlockedAddressError(
    l10n.t('{0} was not contacted: documentation comes from {1} only.', url.host, DOCS_ORIGIN),
    NOT_ACCEPTED
  );

const notFound = (url: URL): NotFoundError =>
  new NotFoundError(l10n.t('Page not found: {0}', url.pathname), { code: 404, ...NOT_ACCEPTED });

const failed = (status: number, url: URL): ServerError =>
  new ServerError(l10n.t('{0} returned status {1}. Try again later.', url.host, status), {
    code: status,
    remedy: 'retry',
    accepted: 'no'
  });
