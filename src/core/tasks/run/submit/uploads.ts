import { FileError } from '../../../http/errors/errors.ts';
import type { CallOptions, KieClient, Uploaded } from '../../../kie/clientTypes.ts';
import { ContentHashes } from '../../../files/contentHash.ts';
import type { FileContent } from '../../../files/contentHash.ts';
import { stampOrNone } from '../../../files/fileStamp.ts';
import { CHANGED, inputError } from '../../../files/inputError.ts';
import type { Semaphore } from '../semaphore.ts';
import type { Ledger } from '../../store/ledger.ts';

/**
 * Remaining lifetime that a URL needs to be reused, so that KIE can still fetch it. Uploads live for at least 20 hours.
 */
const ALIVE_MS = 3_600_000;
/** Maximum uploads of a file that changes during the upload. */
const MAX_UPLOADS = 3;

type Options = CallOptions & { readonly signal: AbortSignal };

/** An uploaded file. */
interface UploadedFile {
  readonly url: string;
  /** The URL is from an earlier upload, which may have been deleted. */
  readonly reused: boolean;
  /** Stamp of the uploaded content. */
  readonly stamp: string;
}

interface Running {
  readonly end: Promise<Uploaded>;
  readonly abort: AbortController;
  readonly listeners: Set<NonNullable<CallOptions['onProgress']>>;
  users: number;
}

interface UploadsDeps {
  readonly ledger: Ledger;
  readonly client: Pick<KieClient, 'uploadFile'>;
  /** Limits the files that are read and sent at once. */
  readonly semaphore: Semaphore;
  /** Upload host of the settings; URLs of other hosts are not reused. */
  host(): string;
}

/** Uploads local files. The same content is uploaded once while its URL is valid, also for concurrent tasks. */
export class Uploads {
  readonly #deps: UploadsDeps;
  readonly #hashes = new ContentHashes();
  readonly #running = new Map<string, Running>();

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  /**
   * Uploads a file and returns its URL. A file that changes during the upload is uploaded again.
   * @throws KieError; FileError when the file cannot be read or keeps changing
   */
  async file(file: string, options: Options): Promise<UploadedFile> {
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
      return await this.#deps.semaphore(() => {
        signal.throwIfAborted();
        return this.#hashes.of(file, signal);
      });
    } catch (error) {
      throw signal.aborted ? error : inputError(file, error);
    }
  }

  async #stored(file: string, content: FileContent, options: Options): Promise<Omit<UploadedFile, 'stamp'>> {
    const { ledger, semaphore, client } = this.#deps;
    const { sha256, mime, extension, stamp } = content;
    const host = this.#deps.host();
    // KIE determines the type by the extension of the URL.
    const key = `${sha256}${extension}`;
    const known = ledger.uploads.findContent(key, host, ALIVE_MS);
    if (known !== undefined) return { url: known, reused: true };
    const { url } = await this.#shared(`${key} ${host}`, options, async shared => {
      const uploaded = await semaphore(() => {
        shared.signal.throwIfAborted();
        return client.uploadFile(file, { ...shared, sha256, mime, extension });
      });
      ledger.uploads.add(file, uploaded.url, uploaded.expiresAt);
      if ((await stampOrNone(file)) === stamp) ledger.uploads.addContent(key, host, uploaded.url, uploaded.expiresAt);
      return uploaded;
    });
    return { url, reused: false };
  }

  /** Shares one upload among concurrent callers; it is canceled with the last of them. */
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
        // A canceled upload takes no further callers.
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
