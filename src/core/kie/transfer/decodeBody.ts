import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { HttpResponse } from '../../http/transport.ts';

/** How often a body may be requested until its announced content coding is ignored. */
const ATTEMPTS = ['as announced', 'deflate without a zlib header', 'as it is'] as const;

/** The content codings of an answer, the outermost last. Source: RFC 9110, section 8.4 */
export function contentCodings({ headers }: Pick<HttpResponse, 'headers'>): readonly string[] {
  const header = headers['content-encoding'];
  return (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding !== '' && coding !== 'identity');
}

/**
 * Decodes a body that a server or proxy encoded although identity was asked. Unknown codings are left as they are.
 * @param attempt - 0 for the first request; each failure with `isWrongCoding` counts one up, until the body is left as it is.
 */
export function decodeBody(answer: HttpResponse, attempt: number): Readable {
  const codings = contentCodings(answer);
  if (attempt >= ATTEMPTS.length - 1) return answer.body;
  const decoders = codings.toReversed().map(coding => decoderOf(coding, attempt > 0));
  const known = decoders.filter(decoder => decoder !== undefined);
  if (known.length === 0 || known.length < decoders.length) return answer.body;
  return known.reduce<Readable>(
    // The last stream of the chain fails with the error, which is where it is read.
    (source, decoder) => pipeline(source, decoder, () => undefined),
    answer.body
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

/** Whether a body is not in the coding that its header announced; a body that merely ends early is. */
export function isWrongCoding(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(?:Z_DATA_ERROR|Z_NEED_DICT|ERR_(?:BROTLI_DECODER_ERROR|_ERROR)_|ZSTD_error_)/.test(code);
}
