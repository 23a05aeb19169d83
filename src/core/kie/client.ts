import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Clock, EngineSettings, Logger } from '../ports.ts';
import type { CallOptions, KieClient, Uploaded } from './clientTypes.ts';
import { downloadOnce } from './download.ts';
import { readEnvelope } from './envelope.ts';
import { fileError } from './fileError.ts';
import { BlockedAddressError, CancelledError, KieError, NoKeyError, RateLimitError } from './errors.ts';
import { unreadable } from './failures.ts';
import type { CallKind } from './failures.ts';
import { Limiter } from './limiter.ts';
import { readRecord } from './records.ts';
import { Transport } from './transport.ts';
import type { Timeouts } from './transport.ts';
import { BASE64_LIMIT, FOLDER, mimeOf, multipart, uniqueName } from './upload.ts';

export interface KieClientDeps {
  readonly settings: () => EngineSettings;
  readonly apiKey: () => Promise<string | undefined>;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly timeouts?: Timeouts;
}

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal })
};

const Credits = z.coerce.number();
const Created = z.object({
  taskId: z.union([z.string().check(z.minLength(1)), z.pipe(z.number(), z.transform(String))])
});
/** Variants A and B of the upload answer. Source: docs.kie.ai/file-upload-api/quickstart */
const UploadData = z.object({
  downloadUrl: z.optional(z.string()),
  fileUrl: z.optional(z.string()),
  expiresAt: z.optional(z.unknown())
});
const SAFE_MS = 20 * 3_600_000;

interface ApiCall {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly json?: unknown;
  readonly form?: () => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  };
  readonly lane?: Limiter;
  readonly options?: CallOptions | undefined;
  readonly key?: string | undefined;
}

/** The HTTP side of the engine; see KieClient. undici is loaded by the first call. */
export function createKieClient(deps: KieClientDeps): KieClient {
  const { settings } = deps;
  const clock = deps.clock ?? systemClock;
  const transport = new Transport(settings, deps.log, deps.timeouts);
  // Documented: 10 queries a second; we stay under. Whoever calls createTask paces it: here a paid call never waits.
  const queries = new Limiter(8, 1_000, clock);
  const api = (path: string): string => settings().apiBaseUrl.replace(/\/+$/, '') + path;
  const uploads = (path: string): string => settings().uploadBaseUrl.replace(/\/+$/, '') + path;

  async function call(c: ApiCall): Promise<unknown> {
    const key = c.key ?? (await deps.apiKey());
    if (key === undefined || key.trim() === '') {
      throw new NoKeyError(l10n.t('There is no KIE API key yet. Set one first.'), {
        remedy: 'set-key',
        accepted: 'no'
      });
    }
    const signal = c.options?.signal;
    try {
      await c.lane?.take(signal);
      signal?.throwIfAborted();
    } catch {
      throw cancelled(); // only the signal ends the waiting
    }
    if (!URL.canParse(c.url)) {
      throw new BlockedAddressError(l10n.t('The address of KIE in the settings is not valid.'), {
        remedy: 'check-network',
        accepted: 'no'
      });
    }
    const url = new URL(c.url);
    const form = c.form?.();
    const body = form?.body ?? (c.json === undefined ? undefined : JSON.stringify(c.json));
    const headers = {
      authorization: `Bearer ${key.trim()}`,
      ...(c.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...form?.headers
    };
    try {
      const answer = await transport.send({
        kind: c.kind,
        method: c.method,
        url,
        headers,
        signal,
        ...(body === undefined ? {} : { body })
      });
      return await readEnvelope(answer, { kind: c.kind, host: url.host, key: key.trim(), now: clock.now(), signal });
    } catch (error) {
      if (error instanceof RateLimitError) c.lane?.pause(error.retryAfterMs ?? 10_000);
      throw error;
    }
  }

  /** Again after each of `waits`, for calls that cost nothing. */
  async function retried<T>(
    waits: readonly number[],
    signal: AbortSignal | undefined,
    work: () => Promise<T>
  ): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const wait = waits[attempt];
        if (wait === undefined || !(error instanceof KieError && error.transient) || error instanceof RateLimitError)
          throw error;
        try {
          await clock.sleep(wait, signal);
        } catch {
          throw cancelled(); // only the signal ends the waiting
        }
      }
    }
  }

  async function upload(c: Omit<ApiCall, 'kind' | 'method'>): Promise<Uploaded> {
    const data = UploadData.safeParse(
      await retried([1_000, 2_000], c.options?.signal, () => call({ ...c, kind: 'upload', method: 'POST' }))
    );
    const url = data.data?.downloadUrl ?? data.data?.fileUrl;
    if (url === undefined || !URL.canParse(url)) throw unreadable('upload');
    const told = data.data?.expiresAt;
    const expires = typeof told === 'string' ? Date.parse(told) : NaN;
    const safe = clock.now() + SAFE_MS;
    return { url, expiresAt: Number.isNaN(expires) ? safe : Math.min(expires, safe) };
  }

  return {
    async credits(options) {
      const data = await retried([500], options?.signal, () =>
        call({
          kind: 'credits',
          method: 'GET',
          url: api('/api/v1/chat/credit'),
          lane: queries,
          options,
          key: options?.key
        })
      );
      const parsed = Credits.safeParse(data);
      if (!parsed.success || data === null || data === '') throw unreadable('credits');
      return parsed.data;
    },
    async createTask(request, options) {
      const data = await call({
        kind: 'create',
        method: 'POST',
        url: api('/api/v1/jobs/createTask'),
        json: request,
        options,
        key: options?.key
      });
      const parsed = Created.safeParse(data);
      if (!parsed.success) throw unreadable('create');
      return parsed.data;
    },
    async recordInfo(taskId, options) {
      const url = api(`/api/v1/jobs/recordInfo?taskId=${encodeURIComponent(taskId)}`);
      const data = await retried([500], options?.signal, () =>
        call({ kind: 'record', method: 'GET', url, lane: queries, options })
      );
      return readRecord(data, options?.output ?? 'json');
    },
    async downloadUrl(url, options) {
      const data = await retried([500], options?.signal, () =>
        call({
          kind: 'downloadUrl',
          method: 'POST',
          url: api('/api/v1/common/download-url'),
          json: { url },
          lane: queries,
          options
        })
      );
      if (typeof data !== 'string' || !URL.canParse(data)) throw unreadable('downloadUrl');
      return data;
    },
    async uploadFile(file, options) {
      const mime = options?.mime ?? mimeOf(file);
      const fileName = uniqueName(file);
      let size: number;
      let small: Buffer | undefined;
      try {
        ({ size } = await fs.stat(file));
        if (size <= BASE64_LIMIT) small = await fs.readFile(file);
      } catch (error) {
        throw fileError(file, error);
      }
      if (small === undefined) {
        const form = () => multipart(file, size, fileName, mime, options?.onProgress);
        return upload({ url: uploads('/api/file-stream-upload'), form, options });
      }
      const base64Data = `data:${mime};base64,${small.toString('base64')}`;
      const done = await upload({
        url: uploads('/api/file-base64-upload'),
        json: { base64Data, uploadPath: FOLDER, fileName },
        options
      });
      options?.onProgress?.({ done: size, total: size });
      return done;
    },
    uploadUrl: (fileUrl, options) => {
      const path = URL.canParse(fileUrl) ? new URL(fileUrl).pathname : 'file';
      const json = { fileUrl, uploadPath: FOLDER, fileName: uniqueName(path) };
      return upload({ url: uploads('/api/file-url-upload'), json, options });
    },
    download: (url, file, options = {}) =>
      retried([1_000, 2_000], options.signal, () => downloadOnce(transport, url, file, options)),
    dispose: () => transport.dispose()
  };
}

const cancelled = (): CancelledError => new CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted: 'no' });
