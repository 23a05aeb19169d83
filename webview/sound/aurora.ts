/**
 * The part of the audio framework Aurora.js that AAC.js uses. The build puts it in the place of the module `av`, so that
 * AAC.js stays as published.
 */

/** The base of a decoder or demuxer. */
class Base {
  /** Aurora.js finds a class by its format; there is only one here. */
  static readonly register = (): undefined => undefined;

  /** Lets a function define the prototype of a new class. */
  static readonly extend = (define: (this: typeof Base) => void): typeof Base => {
    const created = class extends Base {};
    define.call(created);
    return created;
  };

  init(): void {
    // Decoders replace it.
  }
}

export const Decoder = Base;
export const Demuxer = Base;

/** Bytes, as the bit reader takes them. */
export const Stream = { fromBuffer: (bytes: Uint8Array): Uint8Array => bytes };

/** Reads bits, the most significant first. */
export class Bitstream {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Returns the next `count` bits, at most 32, as an unsigned number, without moving on. */
  peek(count: number): number {
    let value = 0;
    for (let at = this.#at, left = count; left > 0;) {
      const taken = Math.min(8 - (at & 7), left);
      // A damaged packet may end early; its missing bits are 0.
      const byte = this.#bytes[at >> 3] ?? 0;
      value = value * 2 ** taken + ((byte >> (8 - (at & 7) - taken)) & (2 ** taken - 1));
      at += taken;
      left -= taken;
    }
    return value;
  }

  /** @throws when the bytes ended long ago: the decoder would not find an end in zeros */
  read(count: number): number {
    const value = this.peek(count);
    this.advance(count);
    return value;
  }

  /** @throws when the bytes ended */
  advance(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length * 8 + 64) throw new Error('The packet ends too early.');
  }

  /** Moves on to the next whole byte. */
  align(): void {
    this.#at = Math.ceil(this.#at / 8) * 8;
  }
}
