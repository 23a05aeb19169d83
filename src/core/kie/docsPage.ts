import * as l10n from '@vscode/l10n';
import type { EngineSettings, Logger } from '../base/ports.ts';
import { BlockedAddressError, NotFoundError, ServerError, UnreadableAnswerError } from '../http/errors.ts';
import { networkFailure } from '../http/networkFailures.ts';
import { drop } from './transfer/openDownload.ts';
import { Transport } from '../http/transport.ts';
import type { HttpResponse } from '../http/transport.ts';

const DOCS_ORIGIN = 'https://docs.kie.ai';

export interface DocsPages {
  /** The text of a page of docs.kie.ai. Throws KieError. Never with the API key. */
  fetchText(address: string, signal?: AbortSignal): Promise<string>;
  dispose(): void;
}

export interface DocsPagesDeps {
  readonly settings: () => EngineSettings;
  readonly log: Logger;
  /** Another origin in place of docs.kie.ai, on this computer only: for tests. */
  readonly baseUrl?: string;
  /** Milliseconds for the whole answer. */
  readonly timeoutMs?: number;
}

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_REDIRECTS = 3;

/** Reads pages of the documentation through the same connections (proxy, certificates) as the API. */
export function createDocsPages(deps: DocsPagesDeps): DocsPages {
  const transport = new Transport(deps.settings, deps.log, { idleMs: deps.timeoutMs ?? 30_000 });
  const origin = deps.baseUrl === undefined ? DOCS_ORIGIN : loopback(deps.baseUrl);

  const send = async (url: URL, signal: AbortSignal, level = 0): Promise<string> => {
    if (url.origin !== origin) throw blocked(url);
    const answer = await transport.send({ kind: 'download', method: 'GET', url, signal });
    if (answer.status >= 300 && answer.status < 400) {
      drop(answer);
      const { location } = answer.headers;
      if (typeof location !== 'string' || !URL.canParse(location, url.href) || level >= MOST_REDIRECTS) {
        throw notFound(url);
      }
      return send(new URL(location, url), signal, level + 1);
    }
    if (answer.status !== 200) {
      drop(answer);
      throw answer.status === 404 || answer.status === 410 ? notFound(url) : failed(answer.status, url);
    }
    return readText(answer, url, signal);
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
        throw new ServerError(l10n.t('{0} did not answer in time. Try again later.', wanted.host), {
          remedy: 'retry',
          accepted: 'no',
          transient: true
        });
      }
    },
    dispose: () => transport.dispose()
  };
}

async function readText(answer: HttpResponse, url: URL, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MOST_BYTES) throw new UnreadableAnswerError(l10n.t('This page is too long.'), NOTHING_TAKEN);
      pieces.push(piece);
    }
  } catch (error) {
    throw networkFailure(error, 'download', url.host, signal);
  }
  return Buffer.concat(pieces).toString('utf8');
}

const NOTHING_TAKEN = { remedy: 'none', accepted: 'no' } as const;

function loopback(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') throw blocked(url);
  return url.origin;
}

const blocked = (url: URL): BlockedAddressError =>
  new BlockedAddressError(
    l10n.t('{0} is not read: documentation comes from {1} only.', url.host, DOCS_ORIGIN),
    NOTHING_TAKEN
  );

const notFound = (url: URL): NotFoundError =>
  new NotFoundError(l10n.t('There is no page {0}.', url.pathname), { code: 404, ...NOTHING_TAKEN });

const failed = (status: number, url: URL): ServerError =>
  new ServerError(l10n.t('{0} answered with status {1}. Try again later.', url.host, status), {
    code: status,
    remedy: 'retry',
    accepted: 'no'
  });
