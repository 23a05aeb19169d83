import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { BatchWriter } from './batchWriter.ts';

interface WriteOptions {
  /** Path for error messages. */
  readonly file: string;
  /** Offset of the first byte in the file. */
  readonly at: number;
  /** Called with the resulting size of the file; an error that it throws ends the download. */
  readonly onBytes: (done: number) => void;
}

/** Size of the file in bytes, and the error that ended the body early. */
interface WriteResult {
  readonly done: number;
  readonly error?: unknown;
}

/**
 * Writes a body to an open file. Returns a lost connection as an error, with the bytes so far in the file.
 * @throws {@link FileError}
 */
export async function writeBody(body: Readable, handle: FileHandle, options: WriteOptions): Promise<WriteResult> {
  const writer = new BatchWriter(handle, options.file, options.at);
  let done = options.at;
  let failed: { readonly error: unknown } | undefined;
  let ended = false;
  try {
    // Uses events because iterating would join waiting chunks, which copies everything.
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown): void => {
        if (!ended) failed ??= { error };
        resolve();
      };
      // It may have failed while the file was opened; no event follows then.
      if (body.destroyed) {
        fail(body.errored ?? new Error('closed before its end'));
        return;
      }
      body.on('data', (chunk: Buffer) => {
        if (failed !== undefined) return;
        try {
          options.onBytes(done + chunk.length);
        } catch (error) {
          fail(error);
          body.destroy();
          return;
        }
        done += chunk.length;
        if (!writer.add(chunk)) return;
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
    await writer.idle(); // the caller closes the file or continues writing to it next
  }
  return { done, ...failed };
}
