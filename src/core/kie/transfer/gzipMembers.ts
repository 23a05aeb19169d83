import { once } from 'node:events';
import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import zlib from 'node:zlib';
import { gzipHeaderBytes } from '../../http/contentEncoding.ts';

/** Checksum and length at the end of a member. Source: RFC 1952, section 2.3.1 */
const TRAILER_BYTES = 8;
/** Maximum length of a header; optional fields can have any length. */
const MAX_HEADER_BYTES = 128 * 1024;

/** Decodes gzip content without its checksums, member by member, and ignores other content behind the last one. */
export class GzipMembers extends Transform {
  #inflater: zlib.InflateRaw | undefined;
  /** The beginning of a header. */
  #head = Buffer.alloc(0);
  #trailerLeft = 0;
  #members = 0;
  /** Other content began. */
  #isOver = false;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#decode(chunk).then(() => done(), done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#members === 0) done(noGzip());
    else this.#end().then(() => done(), done);
  }

  override _read(size: number): void {
    this.#inflater?.resume();
    super._read(size);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inflater?.destroy();
    super._destroy(error, done);
  }

  async #decode(chunk: Buffer): Promise<void> {
    for (let rest = chunk; rest.length > 0 && !this.#isOver;) {
      if (this.#inflater !== undefined) rest = await this.#inflate(this.#inflater, rest);
      else if (this.#trailerLeft > 0) {
        const skipped = Math.min(this.#trailerLeft, rest.length);
        this.#trailerLeft -= skipped;
        rest = rest.subarray(skipped);
      } else rest = this.#readHeader(rest);
    }
  }

  /** Returns the bytes behind the header. */
  #readHeader(chunk: Buffer): Buffer {
    this.#head = Buffer.concat([this.#head, chunk]);
    const bytes = gzipHeaderBytes(this.#head);
    if (bytes === 'unknown' && this.#head.length < MAX_HEADER_BYTES) return Buffer.alloc(0);
    if (typeof bytes !== 'number') {
      if (this.#members === 0) throw noGzip();
      this.#isOver = true;
      return Buffer.alloc(0);
    }
    const rest = this.#head.subarray(bytes);
    this.#head = Buffer.alloc(0);
    this.#members++;
    this.#inflater = zlib
      .createInflateRaw()
      .on('data', (content: Buffer) => {
        if (!this.push(content)) this.#inflater?.pause();
      })
      .on('error', error => this.destroy(error));
    return rest;
  }

  /** Returns the bytes behind the member. */
  async #inflate(inflater: zlib.InflateRaw, chunk: Buffer): Promise<Buffer> {
    const before = inflater.bytesWritten;
    await new Promise<void>((resolve, reject) =>
      inflater.write(chunk, error => (error === null || error === undefined ? resolve() : reject(error)))
    );
    const used = inflater.bytesWritten - before;
    if (used === chunk.length) return Buffer.alloc(0);
    await this.#end();
    this.#trailerLeft = TRAILER_BYTES;
    return chunk.subarray(used);
  }

  /** Waits for the content of the member. Fails if it is incomplete. */
  async #end(): Promise<void> {
    const inflater = this.#inflater;
    if (inflater === undefined) return;
    const ended = inflater.readableEnded ? undefined : once(inflater, 'end');
    inflater.end();
    await ended;
    this.#inflater = undefined;
  }
}

const noGzip = (): Error => Object.assign(new Error('no gzip header'), { code: 'Z_DATA_ERROR' });
