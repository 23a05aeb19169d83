import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';
import { MAX_CODINGS } from '../../http/contentEncoding.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { splitZstdFrames } from '../../http/zstdFrames.ts';
import { GzipMembers } from './gzipMembers.ts';

/** Content codings that are decoded. */
const CODINGS = new Set(['gzip', 'x-gzip', 'br', 'deflate', 'zstd']);

/**
 * Returns the content codings of a response that can be decoded, the outermost last. Others, such as `none`, `utf-8` or
 * `aws-chunked`, change nothing about the body. Source: RFC 9110, section 8.4
 */
export function contentCodings({ headers }: Pick<HttpResponse, 'headers'>): readonly string[] {
  const header = headers['content-encoding'];
  return (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => CODINGS.has(coding))
    .slice(-MAX_CODINGS);
}

/**
 * Decodes a body that a server or proxy encoded although identity was requested.
 * @param codings - the declared or assumed codings, the outermost last
 * @param isBare - whether to ignore headers, checksums and other content behind the end, after a failure with {@link isWrongCoding}
 */
export function decodeBody(response: HttpResponse, codings: readonly string[], isBare: boolean): Readable {
  const isEmpty = response.headers['content-length'] === '0';
  if (isEmpty) return response.body;
  const decoders = codings.toReversed().map(coding => decodersOf(coding, isBare));
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
      return isBare ? [new GzipMembers()] : [zlib.createUnzip()]; // also reads zlib
    case 'br':
      return [zlib.createBrotliDecompress()];
    case 'deflate':
      return [isBare ? zlib.createInflateRaw() : zlib.createUnzip()]; // also reads gzip
    case 'zstd':
      return [splitZstdFrames(isBare), zlib.createZstdDecompress()];
    default:
      return [];
  }
}

/** Whether an error shows that a body is not in its declared coding, rather than truncated. */
export function isWrongCoding(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(?:Z_DATA_ERROR|Z_NEED_DICT|ERR_(?:BROTLI_DECODER_ERROR|_ERROR)_|ZSTD_error_)/.test(code);
}
