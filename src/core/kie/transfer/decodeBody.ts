import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { HttpResponse } from '../../http/transport.ts';

/** How the body is decoded in each attempt. */
const ATTEMPTS = ['as announced', 'deflate without a zlib header', 'as it is'] as const;

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
 * @param attempt - number of previous failures with {@link isWrongCoding}; after two, the body is not decoded
 */
export function decodeBody(response: HttpResponse, attempt: number): Readable {
  const codings = contentCodings(response);
  if (attempt >= ATTEMPTS.length - 1) return response.body;
  const decoders = codings.toReversed().map(coding => decoderOf(coding, attempt > 0));
  const known = decoders.filter(decoder => decoder !== undefined);
  if (known.length === 0 || known.length < decoders.length) return response.body;
  return known.reduce<Readable>(
    // The last stream of the chain emits the error.
    (source, decoder) => pipeline(source, decoder, () => undefined),
    response.body
  );
}

function decoderOf(coding: string, rawDeflate: boolean): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      return rawDeflate ? zlib.createInflateRaw() : zlib.createInflate();
    case 'zstd':
      return zlib.createZstdDecompress();
    default:
      return undefined;
  }
}

/** Whether an error shows that a body is not in its declared coding, rather than truncated. */
export function isWrongCoding(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(?:Z_DATA_ERROR|Z_NEED_DICT|ERR_(?:BROTLI_DECODER_ERROR|_ERROR)_|ZSTD_error_)/.test(code);
}
