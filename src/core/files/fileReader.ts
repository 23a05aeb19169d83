import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import fs from 'node:fs/promises';

/** Maximum bytes read from disk per inspection. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_DISK_READS = 50_000;
/** Maximum calls, most of them served from memory at about a microsecond each. */
const MAX_CALLS = 2_000_000;

/** Minimum bytes per disk read: after a jump, and when reading on from the previous position. */
const JUMP_BYTES = 4 * 1024;
const SEQUENTIAL_BYTES = 64 * 1024;

/** Thrown when inspecting a file would take too long. Callers treat its content as unknown. */
export class ReadBudgetError extends Error {
  override readonly name = 'ReadBudgetError';
}

/** Thrown for directories, pipes, sockets and devices. */
export class NotRegularFileError extends Error {
  override readonly name = 'NotRegularFileError';
}

/** Random access to a file, with a budget. */
export interface FileReader {
  /** Size in bytes when the file was opened. */
  readonly size: number;
  /**
   * Returns `length` bytes from offset `at`, fewer at the end of the file.
   * @throws ReadBudgetError when all calls together exceed the budget
   */
  read(at: number, length: number): Promise<Buffer>;
}

/**
 * Opens a file for reading without blocking on named pipes.
 * @throws NotRegularFileError, system errors
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  // O_NONBLOCK does not exist on Windows, which has no pipes in its file system.
  const nonBlocking = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;
  if (!(await fs.stat(path)).isFile()) throw new NotRegularFileError('Not a regular file.');
  const handle = await fs.open(path, constants.O_RDONLY | nonBlocking);
  try {
    // Another file may have replaced it since the first check.
    if ((await handle.stat()).isFile()) return handle;
    throw new NotRegularFileError('Not a regular file.');
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Calls `use` with random access to a file, and closes the file afterwards.
 * @throws NotRegularFileError, ReadBudgetError, system errors, and any error of `use`
 */
export async function withFileReader<T>(path: string, use: (file: FileReader) => Promise<T>): Promise<T> {
  const handle = await openRegularFile(path);
  try {
    const { size } = await handle.stat();
    return await use(fileReader(handle, size));
  } finally {
    await handle.close();
  }
}

/** Creates a reader with its own budget over an open file of `size` bytes. */
function fileReader(handle: Pick<FileHandle, 'read'>, size: number): FileReader {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  let bytes = 0;
  let diskReads = 0;
  let calls = 0;

  async function fill(at: number, length: number): Promise<Buffer> {
    const sequential = at >= windowAt && at <= windowAt + window.length;
    const wanted = Math.min(Math.max(length, sequential ? SEQUENTIAL_BYTES : JUMP_BYTES), size - at);
    bytes += wanted;
    diskReads += 1;
    if (bytes > MAX_BYTES || diskReads > MAX_DISK_READS) throw new ReadBudgetError('Too much to read.');
    const buffer = Buffer.allocUnsafe(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, at);
    window = buffer.subarray(0, bytesRead);
    windowAt = at;
    return window.subarray(0, length);
  }

  return {
    size,
    async read(at, length) {
      calls += 1;
      if (calls > MAX_CALLS) throw new ReadBudgetError('Too many parts to read.');
      if (!(at >= 0) || at >= size || !(length > 0)) return Buffer.alloc(0);
      const end = Math.min(at + length, size);
      if (at < windowAt || end > windowAt + window.length) return fill(at, end - at);
      return window.subarray(at - windowAt, end - windowAt);
    }
  };
}

/** Decodes bytes as Latin-1, for the names of boxes, chunks and codecs. */
export function letters(bytes: Buffer, at = 0, length = 4): string {
  return bytes.toString('latin1', at, at + length);
}
