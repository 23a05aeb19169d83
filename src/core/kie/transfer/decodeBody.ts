import { Transform, pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { HttpResponse } from '../../http/transport.ts';
import { splitZstdFrames } from '../../http/zstdFrames.ts';

/** How the body is decoded in each attempt. */
const ATTEMPTS = ['as announced', 'without the header and checksum of gzip or zlib', 'as it is'] as const;

/** Returns the content codings of a response, the outermost last. Source: RFC 9110, section 8.4 */
export function contentCodings({ headers }: Pick<HttpResponse, 'headers'>): readonly string[] {
  const header = headers['content-encoding'];
  return (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding !== '' && coding !== 'identity');
}

/**
 * Decodes a body that a server or proxy encoded although identity was requested. Ignores unknown codings.
 * @param codings - the declared or assumed codings, the outermost last
 * @param attempt - number of previous failures with {@link isWrongCoding}; after two, the body is not decoded
 */
export function decodeBody(response: HttpResponse, codings: readonly string[], attempt: number): Readable {
  const isEmpty = response.headers['content-length'] === '0';
  if (isEmpty || attempt >= ATTEMPTS.length - 1) return response.body;
  const decoders = codings.toReversed().map(coding => decodersOf(coding, attempt > 0));
  if (decoders.some(each => each.length === 0)) return response.body;
  return decoders.flat().reduce<Readable>(
    // The last stream of the chain emits the error.
    (source, decoder) => pipeline(source, decoder, () => undefined),
    response.body
  );
}

/** Returns the streams that decode a coding, none for an unknown one. */
function decodersOf(coding: string, isBare: boolean): readonly Transform[] {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return isBare ? [removeGzipHeader(), zlib.createInflateRaw()] : [zlib.createUnzip()]; // also reads zlib
    case 'br':
      return [zlib.createBrotliDecompress()];
    case 'deflate':
      return [isBare ? zlib.createInflateRaw() : zlib.createUnzip()]; // also reads gzip
    case 'zstd':
      return [splitZstdFrames(), zlib.createZstdDecompress()];
    default:
      return [];
  }
}

/** Length of a gzip header without optional fields. Source: RFC 1952, section 2.3 */
const GZIP_HEADER_BYTES = 10;
const GZIP_HEADER_START = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);

/** Removes the gzip header: the rest can be decoded despite other content behind its end. */
function removeGzipHeader(): Transform {
  let head: Buffer | undefined = Buffer.alloc(0);
  const wrong = (): Error => Object.assign(new Error('no gzip header'), { code: 'Z_DATA_ERROR' });
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (head === undefined) {
        done(null, chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const isGzip = head.subarray(0, GZIP_HEADER_START.length).equals(GZIP_HEADER_START.subarray(0, head.length));
      if (!isGzip) done(wrong());
      else if (head.length < GZIP_HEADER_BYTES) done();
      else {
        const rest = head.subarray(GZIP_HEADER_BYTES);
        head = undefined;
        done(null, rest);
      }
    },
    flush: done => done(head === undefined ? null : wrong())
  });
}

const ZSTD_START = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Returns the coding of content by its first bytes: some servers encode a file without declaring it. */
export function codingOf(head: Buffer): string | undefined {
  const startsWith = (magic: Buffer): boolean => head.subarray(0, magic.length).equals(magic);
  return startsWith(GZIP_HEADER_START.subarray(0, 3)) ? 'gzip' : startsWith(ZSTD_START) ? 'zstd' : undefined;
}

/** Whether an error shows that a body is not in its declared coding, rather than truncated. */
export function isWrongCoding(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(?:Z_DATA_ERROR|Z_NEED_DICT|ERR_(?:BROTLI_DECODER_ERROR|_ERROR)_|ZSTD_error_)/.test(code);
}
