import type { FileHandle } from 'node:fs/promises';

/** More than the headers of any sane file need. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_READS = 5000;

/** Pieces of a file, in all so few and so small that no content can make it take long or much memory. */
export class ProbeBytes {
  readonly size: number;
  readonly #handle: FileHandle;
  #bytes = 0;
  #reads = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /** The bytes from `at`, fewer where the file ends. Throws RangeError when a file asks for more than headers. */
  async read(at: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - at));
    this.#bytes += wanted;
    this.#reads += 1;
    if (this.#bytes > MAX_BYTES || this.#reads > MAX_READS) throw new RangeError('more than headers to read');
    const buffer = Buffer.alloc(wanted);
    const { bytesRead } = await this.#handle.read(buffer, 0, wanted, at);
    return buffer.subarray(0, bytesRead);
  }
}

/** The four or so letters that name a box, a chunk or a codec. */
export function letters(bytes: Buffer, at: number, length = 4): string {
  return bytes.toString('latin1', at, at + length);
}

/** As facts: what is no usable number is left out. */
export function secondsFact(seconds: number): { readonly seconds?: number } {
  return Number.isFinite(seconds) && seconds > 0 ? { seconds } : {};
}

/** Frames a second to three digits, as 23.976. */
export function fpsFact(fps: number): { readonly fps?: number } {
  return Number.isFinite(fps) && fps > 0 ? { fps: Math.round(fps * 1000) / 1000 } : {};
}
