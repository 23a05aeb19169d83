import type { CallOptions, KieClient, Uploaded } from '../../kie/clientTypes.ts';
import { ContentHashes, stampOf } from '../../files/contentHash.ts';
import type { Gate } from './semaphore.ts';
import type { Ledger } from '../store/resultStore.ts';

/** An address is used again only while a task can start and be fetched from it; uploads live for 20 hours at least. */
const ALIVE_MS = 3_600_000;

export interface Stored {
  readonly url: string;
  /** It lay there from an earlier upload, which may be gone by now. */
  readonly reused: boolean;
}

interface Running {
  readonly end: Promise<Uploaded>;
  readonly abort: AbortController;
  readonly listeners: Set<NonNullable<CallOptions['onProgress']>>;
  users: number;
}

export interface UploadsDeps {
  readonly ledger: Ledger;
  readonly client: Pick<KieClient, 'uploadFile'>;
  /** Bounds how many files are read and sent at once. */
  readonly gate: Gate;
  /** Where files go now; what lies at another host counts for nothing. */
  host(): string;
}

/** Local files at KIE: the same content travels once while it surely lies there, and once when two tasks ask at a time. */
export class Uploads {
  readonly #deps: UploadsDeps;
  readonly #hashes = new ContentHashes();
  readonly #running = new Map<string, Running>();

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  /** The address of a file's content. Throws KieError, or what the disk says. */
  async file(file: string, options: CallOptions & { readonly signal: AbortSignal }): Promise<Stored> {
    const { ledger, gate } = this.#deps;
    const { signal } = options;
    const hashed = await gate(async () => {
      signal.throwIfAborted();
      return this.#hashes.of(file, signal);
    });
    const host = this.#deps.host();
    const known = ledger.uploaded(hashed.content, host, ALIVE_MS);
    if (known !== undefined) return { url: known, reused: true };
    const { url } = await this.#shared(`${hashed.content} ${host}`, options, async shared => {
      const uploaded = await gate(() => {
        shared.signal.throwIfAborted();
        return this.#deps.client.uploadFile(file, shared);
      });
      ledger.addUpload(file, uploaded.url, uploaded.expiresAt);
      // A file that changed on its way is not what the address is noted for.
      if ((await stampOf(file).catch(() => undefined)) === hashed.stamp) {
        ledger.addUploaded(hashed.content, host, uploaded.url, uploaded.expiresAt);
      }
      return uploaded;
    });
    return { url, reused: false };
  }

  /** One upload for all who ask for it now; it ends early only when the last of them has gone. */
  async #shared(
    key: string,
    { signal, onProgress, onCall }: CallOptions & { readonly signal: AbortSignal },
    upload: (options: CallOptions & { readonly signal: AbortSignal }) => Promise<Uploaded>
  ): Promise<Uploaded> {
    let running = this.#running.get(key);
    if (running === undefined) {
      const abort = new AbortController();
      const listeners: Running['listeners'] = new Set();
      const told: CallOptions['onProgress'] = progress => listeners.forEach(listener => listener(progress));
      const shared = { signal: abort.signal, onProgress: told, ...(onCall === undefined ? {} : { onCall }) };
      const end = upload(shared).finally(() => {
        if (this.#running.get(key)?.abort === abort) this.#running.delete(key);
      });
      running = { end, abort, listeners, users: 0 };
      this.#running.set(key, running);
    }
    const { end, abort, listeners } = running;
    running.users++;
    if (onProgress !== undefined) listeners.add(onProgress);
    try {
      return await orAborted(end, signal);
    } finally {
      if (onProgress !== undefined) listeners.delete(onProgress);
      if (--running.users === 0) {
        // Nobody may join what is being ended.
        if (this.#running.get(key) === running) this.#running.delete(key);
        abort.abort(new Error('nobody waits for it any more'));
      }
    }
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
