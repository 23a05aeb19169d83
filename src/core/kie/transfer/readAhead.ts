import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from '../../files/fileReader.ts';
import { inputError } from '../../files/inputError.ts';

const CHUNK_BYTES = 512 * 1024;

/**
 * Yields the first `size` bytes of a file, fewer if it has become shorter. Reads the next chunk while the current one
 * is used, with two buffers: a chunk is only valid until the next one is requested.
 * @throws FileError
 */
export async function* readAhead(file: string, size: number): AsyncGenerator<Buffer> {
  let handle: FileHandle;
  try {
    handle = await openRegularFile(file);
  } catch (error) {
    throw inputError(file, error);
  }
  const buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const;
  const read = async (buffer: Buffer, at: number): Promise<Buffer> => {
    try {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK_BYTES, size - at), at);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      throw inputError(file, error);
    }
  };
  let ahead = read(buffers[0], 0);
  try {
    for (let at = 0, turn = 1; ; turn ^= 1) {
      const chunk = await ahead;
      at += chunk.length;
      if (chunk.length === 0) return;
      ahead = read(buffers[turn === 1 ? 1 : 0], at);
      ahead.catch(() => undefined); // thrown by the next iteration, if there is one
      yield chunk;
    }
  } finally {
    await ahead.catch(() => undefined); // the result is no longer needed
    await handle.close();
  }
}
