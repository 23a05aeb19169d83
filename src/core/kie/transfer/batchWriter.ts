import type { FileHandle } from 'node:fs/promises';
import { fileError } from '../../http/errors/fileError.ts';

/** Bytes per write; at most two batches are in memory. */
const BATCH_BYTES = 1024 * 1024;

/**
 * Writes chunks to a file in order, without copying: one batch is written while the next is collected. Takes ownership
 * of the chunks.
 */
export class BatchWriter {
  readonly #handle: FileHandle;
  readonly #file: string;
  #batch: Buffer[] = [];
  #size = 0;
  #at: number;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param file - path for error messages
   * @param at - offset of the first byte
   */
  constructor(handle: FileHandle, file: string, at = 0) {
    this.#handle = handle;
    this.#file = file;
    this.#at = at;
  }

  /** Adds a chunk; returns whether to call {@link flush}. */
  add(chunk: Buffer): boolean {
    this.#batch.push(chunk);
    this.#size += chunk.length;
    return this.#size >= BATCH_BYTES;
  }

  /**
   * Starts writing the batch and waits for the previous one.
   * @throws FileError
   */
  async flush(): Promise<void> {
    const previous = this.#writing;
    const batch = this.#batch;
    const at = this.#at;
    this.#at += this.#size;
    this.#batch = [];
    this.#size = 0;
    this.#writing = previous.then(() => this.#write(batch, at));
    this.#writing.catch(() => undefined); // reported to the next caller; not unhandled until then
    await previous;
  }

  /**
   * Waits until everything is written.
   * @throws FileError
   */
  async end(): Promise<void> {
    await this.flush();
    await this.#writing;
  }

  /** Waits until no write is in progress, regardless of the outcome. */
  async idle(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write(batch: Buffer[], at: number): Promise<void> {
    const size = batch.reduce((sum, chunk) => sum + chunk.length, 0);
    if (size === 0) return;
    try {
      let written = (await this.#handle.writev(batch, at)).bytesWritten;
      if (written < size) {
        // Rare (a signal, a nearly full disk): write the rest from one buffer.
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
 * Frees the memory of a written chunk at once: the garbage collector only sees small objects and would let about 64 MB
 * accumulate. Only for chunks that own all of their buffer, so that no other view of it exists.
 */
function release(chunk: Buffer): void {
  const memory = chunk.buffer as ArrayBufferLike & { transfer?: (length: number) => unknown }; // ES2024
  if (memory.byteLength === chunk.byteLength) memory.transfer?.(0);
}
