import * as l10n from '@vscode/l10n';
import type { Clock, EngineSettings, Logger } from '../base/ports.ts';
import type { CallKind } from './callKind.ts';
import type { CallOptions, CallSeen } from '../kie/clientTypes.ts';
import type { Claim } from './envelope.ts';
import { readEnvelope } from './envelope.ts';
import { BlockedAddressError, KieError, NoKeyError, RateLimitError } from './errors/errors.ts';
import { keyProblem } from './errors/keyProblem.ts';
import type { Limiter, Turn } from './rateLimit/limiter.ts';
import { redact } from './redact.ts';
import { cancelled, retryTransient } from './retry.ts';
import type { Transport } from './transport.ts';
import { trimEndOf } from '../../shared/textParts.ts';

/** Pause after a rate limit without a `retry-after` header. */
const PAUSE_MS = 10_000;

/** A request to one of the two KIE hosts. */
export interface ApiCall {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly json?: unknown;
  readonly form?: () => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  };
  readonly claim?: Claim;
  readonly codes?: Readonly<Record<number, number>> | undefined;
  /** Maximum size of the response in bytes, 16 MB by default. */
  readonly maxBytes?: number;
  /** Rate limiter of the call, and the call's priority there. */
  readonly lane?: Limiter;
  readonly turn?: Turn;
  readonly options?: CallOptions | undefined;
  readonly key?: string | undefined;
}

interface ApiCallerDeps {
  readonly settings: () => EngineSettings;
  readonly apiKey: () => Promise<string | undefined>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly transport: Transport;
}

/** Sends requests with the API key, which only the two KIE hosts ever get. */
export class ApiCaller {
  readonly #deps: ApiCallerDeps;

  constructor(deps: ApiCallerDeps) {
    this.#deps = deps;
  }

  /** Returns the URL of a path on the API host. */
  api(path: string): string {
    return urlOf(this.#deps.settings().apiBaseUrl, path);
  }

  /** Returns the URL of a path on the upload host. */
  uploads(path: string): string {
    return urlOf(this.#deps.settings().uploadBaseUrl, path);
  }

  /**
   * Sends one request with the key.
   * @returns `data` of the response
   * @throws KieError
   */
  async call(call: ApiCall): Promise<unknown> {
    const key = (call.key ?? (await this.#deps.apiKey()))?.trim() ?? '';
    if (key === '') {
      throw new NoKeyError(l10n.t('No KIE API key is set. Set one first.'), {
        remedy: 'set-key',
        accepted: 'no'
      });
    }
    const problem = keyProblem(key);
    if (problem !== undefined) throw problem;
    const signal = call.options?.signal;
    let slot: number | undefined;
    try {
      slot = await call.lane?.take(signal, call.turn);
    } catch (error) {
      throw signal?.aborted === true ? cancelled() : error;
    }
    try {
      if (signal?.aborted === true) throw cancelled();
      return await this.#send(call, key);
    } finally {
      if (slot !== undefined) call.lane?.settle(slot);
    }
  }

  async #send(call: ApiCall, key: string): Promise<unknown> {
    const { transport, clock } = this.#deps;
    const signal = call.options?.signal;
    const url = parseUrl(call.url);
    const form = call.form?.();
    const body = form?.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
    const headers = {
      authorization: `Bearer ${key}`,
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...form?.headers
    };
    const began = clock.now();
    // The query is omitted: it only holds IDs.
    const record = (outcome: string, seen: Omit<CallSeen, 'at' | 'call' | 'ms'>): void => {
      const ms = clock.now() - began;
      this.#deps.log.debug(redact(`${call.method} ${url.host}${url.pathname}: ${outcome}, ${ms} ms`, key));
      call.options?.onCall?.({ at: began, call: call.kind, ms, ...seenResponse, ...seen });
    };
    let seenResponse: Pick<CallSeen, 'status' | 'requestId'> = {};
    try {
      const request = { kind: call.kind, method: call.method, url, headers, signal };
      const response = await transport.send({ ...request, ...(body === undefined ? {} : { body }) });
      const ray = response.headers['cf-ray'] ?? response.headers['x-request-id'];
      seenResponse = { status: response.status, ...(typeof ray === 'string' ? { requestId: ray } : {}) };
      const data = await readEnvelope(response, {
        kind: call.kind,
        host: url.host,
        key,
        now: clock.now(),
        timeoutMs: transport.responseMs,
        claim: call.claim,
        codes: call.codes,
        ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
        signal
      });
      record(`${response.status}${typeof ray === 'string' ? ` (request ${ray})` : ''}`, {});
      return data;
    } catch (error) {
      const known = error instanceof KieError ? error : undefined;
      record(known === undefined ? 'failed' : `${known.name} ${known.code ?? ''}`.trim(), {
        error: known?.name ?? 'failed',
        ...(known?.code === undefined ? {} : { code: known.code })
      });
      if (error instanceof RateLimitError) call.lane?.pause(error.retryAfterMs ?? PAUSE_MS);
      throw error;
    }
  }

  /** Retries a call that costs nothing; see {@link retryTransient}. */
  async retried<T>(waits: readonly number[], signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    return retryTransient(this.#deps.clock, waits, signal, work);
  }
}

/**
 * Returns the URL of a path below a base. Without a valid base, returns the path alone, which no request accepts:
 * `https:/api` would name the host "api".
 */
function urlOf(base: string, path: string): string {
  const trimmed = trimEndOf(base, /\//);
  return URL.canParse(trimmed) ? trimmed + path : path;
}

function parseUrl(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new BlockedAddressError(l10n.t('The KIE URL in the settings is not valid.'), {
    remedy: 'check-network',
    accepted: 'no'
  });
}
