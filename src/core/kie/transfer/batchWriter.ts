import type { FileHandle } from 'node:fs/promises';
import { fileError } from '../../http/fileError.ts';

/** Bytes in one write; what is kept in memory is at most two of these. */
const BATCH = 1024 * 1024;

/** Writes pieces into a file one after the other: one batch is written while the next is collected, without copying. The pieces are its own from then on. */
export class BatchWriter {
  readonly #handle: FileHandle;
  readonly #file: string;
  #batch: Buffer[] = [];
  #size = 0;
  #at: number;
  #writing: Promise<void> = Promise.resolve();

  /** `file` is named in errors; `at` is where writing begins, in bytes. */
  constructor(handle: FileHandle, file: string, at = 0) {
    this.#handle = handle;
    this.#file = file;
    this.#at = at;
  }

  /** True when it is time to flush. */
  add(piece: Buffer): boolean {
    this.#batch.push(piece);
    this.#size += piece.length;
    return this.#size >= BATCH;
  }

  /** Resolves when the batch before this one is in the file. Throws FileError. */
  async flush(): Promise<void> {
    const previous = this.#writing;
    const batch = this.#batch;
    const at = this.#at;
    this.#at += this.#size;
    this.#batch = [];
    this.#size = 0;
    this.#writing = previous.then(() => this.#write(batch, at));
    this.#writing.catch(() => undefined); // seen by whoever waits next; until then it is not unhandled
    await previous;
  }

  /** Resolves when everything is in the file. Throws FileError. */
  async end(): Promise<void> {
    await this.flush();
    await this.#writing;
  }

  /** Resolves when nothing is being written any more, however it went. */
  async idle(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write(batch: Buffer[], at: number): Promise<void> {
    const size = batch.reduce((sum, piece) => sum + piece.length, 0);
    if (size === 0) return;
    try {
      let written = (await this.#handle.writev(batch, at)).bytesWritten;
      if (written < size) {
        // Rare (a signal, a nearly full disk): the rest from one buffer.
        const whole = Buffer.concat(batch);
        while (written < size) {
          written += (await this.#handle.write(whole, written, size - written, at + written)).bytesWritten;
        }
      }
    } catch (error) {
      throw fileError(this.#file, error);
    }
    batch.forEach(release);
  }
}

/**
 * Gives the memory of a written piece back at once: the collector sees only the small objects around it and would let
 * some 64 MB pile up. Only where the piece is all of its memory, so that nobody else can be looking at it.
 */
function release(piece: Buffer): void {
  const memory = piece.buffer as ArrayBufferLike & { transfer?: (length: number) => unknown }; // ES2024
  if (memory.byteLength === piece.byteLength) memory.transfer?.(0);
}
