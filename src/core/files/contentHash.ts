import { createHash } from 'node:crypto';
import { openRegularFile, withFileReader } from './fileReader.ts';
import { stampOf } from './fileStamp.ts';
import { changedError } from './inputError.ts';
import { typeHead } from './typeHead.ts';
import { TYPE_BYTES, uploadTypeOf } from './uploadType.ts';
import type { UploadType } from './uploadType.ts';

/** Attempts to read a file that changes while it is read. */
const MAX_READS = 3;

const READ_BYTES = 256 * 1024;

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
   * @throws FileError (`changed`) when it keeps changing while it is read, NotRegularFileError, the signal's reason,
   * system errors
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
    // Not a read stream with this signal: one that is aborted before it is consumed emits its error a second time,
    // uncaught, and VS Code reports that as an error of the extension.
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
    }
    const head = await withFileReader(file, reader => typeHead(reader, TYPE_BYTES));
    return { sha256: hash.digest('hex'), ...uploadTypeOf(file, head) };
  } finally {
    await handle.close();
  }
}
