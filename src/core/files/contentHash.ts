import { createHash } from 'node:crypto';
import { openRegularFile } from './fileReader.ts';
import { stampOf } from './fileStamp.ts';
import { changedError } from './inputError.ts';
import { TYPE_BYTES, uploadTypeOf } from './uploadType.ts';
import type { UploadType } from './uploadType.ts';

/** Attempts to read a file that changes while it is read. */
const MAX_READS = 3;

/** Snapshot of a file's content. */
export interface FileContent extends UploadType {
  /** Lowercase hexadecimal. */
  readonly sha256: string;
  /** The file's stamp, the same before and after reading. */
  readonly stamp: string;
}

/** Cache of content hashes and types. A file is read again only after it has changed. */
export class ContentHashes {
  readonly #known = new Map<string, FileContent>();

  /**
   * Returns the file's hash and type; reads the file if it has changed since the last call.
   * @throws FileError (`changed`) when it keeps changing while it is read, NotRegularFileError, system errors
   */
  async of(file: string, signal?: AbortSignal): Promise<FileContent> {
    for (let read = 0; read < MAX_READS; read++) {
      const stamp = await stampOf(file);
      const known = this.#known.get(file);
      if (known?.stamp === stamp) return known;
      const content = { ...(await readContent(file, signal)), stamp };
      // The file was written to during the read, so the bytes may mix old and new content.
      if ((await stampOf(file)) !== stamp) continue;
      this.#known.set(file, content);
      return content;
    }
    throw changedError(file);
  }
}

async function readContent(file: string, signal: AbortSignal | undefined): Promise<Omit<FileContent, 'stamp'>> {
  const handle = await openRegularFile(file);
  try {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let headBytes = 0;
    const pieces: AsyncIterable<Buffer> = handle.createReadStream({ autoClose: false, ...(signal && { signal }) });
    for await (const piece of pieces) {
      hash.update(piece);
      if (headBytes >= TYPE_BYTES) continue;
      head.push(piece);
      headBytes += piece.length;
    }
    return { sha256: hash.digest('hex'), ...uploadTypeOf(file, Buffer.concat(head).subarray(0, TYPE_BYTES)) };
  } finally {
    await handle.close();
  }
}
