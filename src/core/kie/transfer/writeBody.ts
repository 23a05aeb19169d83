import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { BatchWriter } from './batchWriter.ts';

export interface WriteOptions {
  /** Named in errors. */
  readonly file: string;
  /** Where in the file the first byte goes. */
  readonly at: number;
  /** Called with the bytes that the file will then hold; what it throws ends the download. */
  readonly onBytes: (done: number) => void;
}

/** The size of the file in bytes, and the failure that ended the body early. */
export interface WriteResult {
  readonly done: number;
  readonly error?: unknown;
}

/**
 * Streams a body into an open file. A broken connection is returned as an error, with the bytes so far in the file.
 * @throws {@link FileError}
 */
export async function writeBody(body: Readable, handle: FileHandle, options: WriteOptions): Promise<WriteResult> {
  const writer = new BatchWriter(handle, options.file, options.at);
  let done = options.at;
  let failed: { readonly error: unknown } | undefined;
  let ended = false;
  try {
    // Events, because iterating would join the pieces that wait, which is a copy of everything.
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown): void => {
        if (!ended) failed ??= { error };
        resolve();
      };
      // It may have broken while the file was opened; then no event comes any more.
      if (body.destroyed) {
        fail(body.errored ?? new Error('closed before its end'));
        return;
      }
      body.on('data', (piece: Buffer) => {
        if (failed !== undefined) return;
        try {
          options.onBytes(done + piece.length);
        } catch (error) {
          fail(error);
          body.destroy();
          return;
        }
        done += piece.length;
        if (!writer.add(piece)) return;
        body.pause();
        writer.flush().then(() => body.resume(), reject);
      });
      body.once('end', () => {
        ended = true;
        resolve();
      });
      body.once('error', fail).once('close', () => fail(new Error('closed before its end')));
    });
    await writer.end();
  } finally {
    await writer.idle(); // the file is closed, or written on, next
  }
  return { done, ...failed };
}
