import { FileError } from '../../http/errors.ts';
import type { CallOptions, KieClient, Uploaded } from '../../kie/clientTypes.ts';
import { ContentHashes } from '../../files/contentHash.ts';
import type { FileContent } from '../../files/contentHash.ts';
import { stampOrNone } from '../../files/fileStamp.ts';
import { CHANGED, inputError } from '../../files/inputError.ts';
import type { Gate } from './semaphore.ts';
import type { Ledger } from '../store/ledger.ts';

/** An address is used again only while a task can start and be fetched from it; uploads live for 20 hours at least. */
const ALIVE_MS = 3_600_000;
/** How often a file that changes on its way is uploaded. */
const MAX_UPLOADS = 3;

type Options = CallOptions & { readonly signal: AbortSignal };

export interface Stored {
  readonly url: string;
  /** The address came from an earlier upload, which may be gone by now. */
  readonly reused: boolean;
  /** The stamp of the file whose content is at the address. */
  readonly stamp: string;
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
  /** The upload host of the settings; addresses at another one are not used. */
  host(): string;
}

/** Local files at KIE: the same content is uploaded once while its address lives, and once for two tasks at a time. */
export class Uploads {
  readonly #deps: UploadsDeps;
  readonly #hashes = new ContentHashes();
  readonly #running = new Map<string, Running>();

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  /**
   * The address of a file's content. A file that changes on its way is uploaded again.
   * @throws KieError; FileError when the file cannot be read or keeps changing
   */
  async file(file: string, options: Options): Promise<Stored> {
    for (let upload = 1; ; upload++) {
      const content = await this.#read(file, options.signal);
      try {
        return { stamp: content.stamp, ...(await this.#stored(file, content, options)) };
      } catch (error) {
        if (!(error instanceof FileError && error.code === CHANGED) || upload >= MAX_UPLOADS) throw error;
      }
    }
  }

  async #read(file: string, signal: AbortSignal): Promise<FileContent> {
    try {
      return await this.#deps.gate(() => {
        signal.throwIfAborted();
        return this.#hashes.of(file, signal);
      });
    } catch (error) {
      throw signal.aborted ? error : inputError(file, error);
    }
  }

  async #stored(file: string, content: FileContent, options: Options): Promise<Omit<Stored, 'stamp'>> {
    const { ledger, gate, client } = this.#deps;
    const { sha256, mime, extension, stamp } = content;
    const host = this.#deps.host();
    // KIE judges an address by its ending.
    const key = `${sha256}${extension}`;
    const known = ledger.uploads.findContent(key, host, ALIVE_MS);
    if (known !== undefined) return { url: known, reused: true };
    const { url } = await this.#shared(`${key} ${host}`, options, async shared => {
      const uploaded = await gate(() => {
        shared.signal.throwIfAborted();
        return client.uploadFile(file, { ...shared, sha256, mime, extension });
      });
      ledger.uploads.add(file, uploaded.url, uploaded.expiresAt);
      if ((await stampOrNone(file)) === stamp) ledger.uploads.addContent(key, host, uploaded.url, uploaded.expiresAt);
      return uploaded;
    });
    return { url, reused: false };
  }

  /** One upload for all concurrent callers; it is cancelled when the last of them is. */
  async #shared(
    key: string,
    { signal, onProgress, onCall }: Options,
    upload: (options: Options) => Promise<Uploaded>
  ): Promise<Uploaded> {
    let running = this.#running.get(key);
    if (running === undefined) {
      const abort = new AbortController();
      const listeners: Running['listeners'] = new Set();
      const report: CallOptions['onProgress'] = progress => listeners.forEach(listener => listener(progress));
      const shared = { signal: abort.signal, onProgress: report, ...(onCall === undefined ? {} : { onCall }) };
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
        // An upload that is being cancelled takes no further caller.
        if (this.#running.get(key) === running) this.#running.delete(key);
        abort.abort(new Error('No task needs this upload.'));
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
