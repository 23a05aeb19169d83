import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

/** The content of files as SHA-256, read once and then only when size or time of a file have changed. */
export class ContentHashes {
  readonly #known = new Map<string, { readonly stamp: string; readonly content: string }>();

  /** SHA-256 with the extension, which the address of an upload ends with. Throws what the disk says. */
  async of(file: string, signal?: AbortSignal): Promise<{ readonly content: string; readonly stamp: string }> {
    const stamp = await stampOf(file);
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known;
    const hash = createHash('sha256');
    const pieces: AsyncIterable<Buffer> = createReadStream(file, signal === undefined ? {} : { signal });
    for await (const piece of pieces) hash.update(piece);
    const fresh = { stamp, content: hash.digest('hex') + path.extname(file).toLowerCase() };
    this.#known.set(file, fresh);
    return fresh;
  }
}

/** Changes when the file does. */
export async function stampOf(file: string): Promise<string> {
  const { size, mtimeMs } = await fs.stat(file);
  return `${size} ${mtimeMs}`;
}
