/** Files behind unguessable URLs, with their documented lifetimes. */
import { createHash, randomBytes } from 'node:crypto';
import type { StoredFile } from './types.ts';

const HOUR = 3_600_000;
/**
 * Uploads and results 24 hours, reissued URLs 20 minutes. Sources: docs.kie.ai/file-upload-api/quickstart,
 * market/quickstart, common-api/download-url
 */
const LIFETIME = { upload: 24 * HOUR, result: 24 * HOUR, reminted: HOUR / 3 } as const;

interface Address {
  readonly file: StoredFile;
  readonly use: keyof typeof LIFETIME;
  readonly bornAt: number;
  dead: boolean;
}

export type Served = { readonly file: StoredFile; readonly alive: boolean };

/** Creates ids and tokens: from the seed if there is one, else random. */
export function idMaker(seed: string | number | undefined): (what: string) => string {
  const salt = seed === undefined ? randomBytes(16).toString('hex') : String(seed);
  let count = 0;
  return what => createHash('sha256').update(`${salt}/${what}/${count++}`).digest('hex').slice(0, 32);
}

export class FileStore {
  readonly #addresses = new Map<string, Address>();
  readonly #makeId: (what: string) => string;
  readonly #now: () => number;
  baseUrl = '';

  constructor(makeId: (what: string) => string, now: () => number) {
    this.#makeId = makeId;
    this.#now = now;
  }

  /** Stores a file and returns its URL. In a named folder it replaces a file of the same name. */
  add(file: StoredFile, use: keyof typeof LIFETIME = file.origin, folder = `${use}/${this.#makeId(use)}`): string {
    const path = `/${folder}/${encodeURIComponent(file.name)}`;
    this.#addresses.set(path, { file, use, bornAt: this.#now(), dead: false });
    return this.baseUrl + path;
  }

  /** Returns the file at a path of the storage host. */
  at(path: string): Served | undefined {
    const address = this.#addresses.get(path);
    if (!address) return undefined;
    return { file: address.file, alive: !address.dead && this.#now() - address.bornAt < LIFETIME[address.use] };
  }

  /** Returns the file of a valid URL issued by this store, else undefined. */
  find(address: string): StoredFile | undefined {
    const served = this.#lookUp(address);
    return served?.alive ? served.file : undefined;
  }

  /** Returns the result of a URL, valid or expired: download-url accepts both. */
  findResult(address: string): StoredFile | undefined {
    const file = this.#lookUp(address)?.file;
    return file?.origin === 'result' ? file : undefined;
  }

  /** Expires result URLs as after 24 hours: all of them, or one. */
  expire(address?: string): void {
    for (const [path, entry] of this.#addresses) {
      if (address === undefined ? entry.use === 'result' : this.baseUrl + path === address) entry.dead = true;
    }
  }

  /** Expires one URL if it belongs to a result; uploads remain. */
  expireResult(address: string): void {
    if (this.findResult(address)) this.expire(address);
  }

  #lookUp(address: string): Served | undefined {
    return address.startsWith(`${this.baseUrl}/`) ? this.at(address.slice(this.baseUrl.length)) : undefined;
  }
}
