import * as l10n from '@vscode/l10n';
import type { Clock, EngineSettings, Logger } from '../base/ports.ts';
import type { CallKind } from './callKind.ts';
import type { CallOptions, CallSeen } from '../kie/clientTypes.ts';
import type { Claim } from './envelope.ts';
import { readEnvelope } from './envelope.ts';
import { BlockedAddressError, CancelledError, KieError, NoKeyError, RateLimitError } from './errors.ts';
import { keyProblem } from './keyProblem.ts';
import type { Limiter, Turn } from './limiter.ts';
import { redact } from './redact.ts';
import type { Transport } from './transport.ts';
import { trimEndOf } from '../../shared/textParts.ts';

const PAUSE_MS = 10_000;

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
  /** Whose pace it keeps, and whose turn it is there. */
  readonly lane?: Limiter;
  readonly turn?: Turn;
  readonly options?: CallOptions | undefined;
  readonly key?: string | undefined;
}

export interface ApiCallerDeps {
  readonly settings: () => EngineSettings;
  readonly apiKey: () => Promise<string | undefined>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly transport: Transport;
}

/** Calls to the two hosts that get the key. */
export class ApiCaller {
  readonly #deps: ApiCallerDeps;

  constructor(deps: ApiCallerDeps) {
    this.#deps = deps;
  }

  /** The address of a path at the API host. */
  api(path: string): string {
    return trimEndOf(this.#deps.settings().apiBaseUrl, /\//) + path;
  }

  /** The address of a path at the upload host. */
  uploads(path: string): string {
    return trimEndOf(this.#deps.settings().uploadBaseUrl, /\//) + path;
  }

  /** One request with the key; gives `data` of the answer. Throws KieError. */
  async call(c: ApiCall): Promise<unknown> {
    const key = (c.key ?? (await this.#deps.apiKey()))?.trim() ?? '';
    if (key === '') {
      throw new NoKeyError(l10n.t('There is no KIE API key yet. Set one first.'), {
        remedy: 'set-key',
        accepted: 'no'
      });
    }
    const problem = keyProblem(key);
    if (problem !== undefined) throw problem;
    const signal = c.options?.signal;
    let place: number | undefined;
    try {
      place = await c.lane?.take(signal, c.turn);
    } catch (error) {
      throw signal?.aborted === true ? cancelled() : error;
    }
    try {
      if (signal?.aborted === true) throw cancelled();
      return await this.#send(c, key);
    } finally {
      if (place !== undefined) c.lane?.arrived(place);
    }
  }

  async #send(c: ApiCall, key: string): Promise<unknown> {
    const { transport, clock } = this.#deps;
    const signal = c.options?.signal;
    const url = addressOf(c.url);
    const form = c.form?.();
    const body = form?.body ?? (c.json === undefined ? undefined : JSON.stringify(c.json));
    const headers = {
      authorization: `Bearer ${key}`,
      ...(c.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...form?.headers
    };
    const began = clock.now();
    // The query may hold ids only, but is of no use in a log either.
    const note = (end: string, seen: Omit<CallSeen, 'at' | 'call' | 'ms'>): void => {
      const ms = clock.now() - began;
      this.#deps.log.debug(redact(`${c.method} ${url.host}${url.pathname}: ${end}, ${ms} ms`, key));
      c.options?.onCall?.({ at: began, call: c.kind, ms, ...answered, ...seen });
    };
    let answered: Pick<CallSeen, 'status' | 'requestId'> = {};
    try {
      const request = { kind: c.kind, method: c.method, url, headers, signal };
      const answer = await transport.send({ ...request, ...(body === undefined ? {} : { body }) });
      const ray = answer.headers['cf-ray'] ?? answer.headers['x-request-id'];
      answered = { status: answer.status, ...(typeof ray === 'string' ? { requestId: ray } : {}) };
      const data = await readEnvelope(answer, {
        kind: c.kind,
        host: url.host,
        key,
        now: clock.now(),
        withinMs: transport.answerMs,
        claim: c.claim,
        codes: c.codes,
        signal
      });
      note(`${answer.status}${typeof ray === 'string' ? ` (request ${ray})` : ''}`, {});
      return data;
    } catch (error) {
      const known = error instanceof KieError ? error : undefined;
      note(known === undefined ? 'failed' : `${known.name} ${known.code ?? ''}`.trim(), {
        error: known?.name ?? 'failed',
        ...(known?.code === undefined ? {} : { code: known.code })
      });
      if (error instanceof RateLimitError) c.lane?.pause(error.retryAfterMs ?? PAUSE_MS);
      throw error;
    }
  }

  /** Again after each of `waits` (milliseconds) when trouble may pass: only for what costs nothing. */
  async retried<T>(waits: readonly number[], signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const wait = waits[attempt];
        if (wait === undefined || !(error instanceof KieError && error.transient) || error instanceof RateLimitError)
          throw error;
        try {
          await this.#deps.clock.sleep(wait, signal);
        } catch {
          throw cancelled(); // only the signal ends the waiting
        }
      }
    }
  }
}

function addressOf(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new BlockedAddressError(l10n.t('The address of KIE in the settings is not valid.'), {
    remedy: 'check-network',
    accepted: 'no'
  });
}

const cancelled = (): CancelledError => new CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted: 'no' });
