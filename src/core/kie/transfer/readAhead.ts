import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from '../../files/fileReader.ts';
import { inputError } from '../../files/inputError.ts';

const PIECE = 512 * 1024;

/**
 * The first `size` bytes of a file; fewer when it has become shorter. The next piece is read while the last one is being
 * used, and memory stays at two pieces: a piece is only valid until the one after it is asked for. Throws FileError.
 */
export async function* readAhead(file: string, size: number): AsyncGenerator<Buffer> {
  let handle: FileHandle;
  try {
    handle = await openRegularFile(file);
  } catch (error) {
    throw inputError(file, error);
  }
  const buffers = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)] as const;
  const read = async (buffer: Buffer, at: number): Promise<Buffer> => {
    try {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE, size - at), at);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      throw inputError(file, error);
    }
  };
  let ahead = read(buffers[0], 0);
  try {
    for (let at = 0, turn = 1; ; turn ^= 1) {
      const piece = await ahead;
      at += piece.length;
      if (piece.length === 0) return;
      ahead = read(buffers[turn === 1 ? 1 : 0], at);
      ahead.catch(() => undefined); // thrown by the next turn, if there is one
      yield piece;
    }
  } finally {
    await ahead.catch(() => undefined); // its result is no longer of use
    await handle.close();
  }
}
