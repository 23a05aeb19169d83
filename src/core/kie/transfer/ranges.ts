import { mimeType } from '../../http/mimeType.ts';
import { compact } from '../../../shared/compact.ts';
import type { HttpResponse } from '../../http/transport.ts';

/** The part of a download that is in the file. */
export interface Part {
  /** Number of bytes from the start. */
  readonly done: number;
  /** Validator (ETag or date) of the file; absent when the download cannot be resumed. */
  readonly validator?: string;
  /** Size of the complete file in bytes. */
  readonly total?: number;
}

/** A response body and the part that it continues. */
interface BodyPart {
  readonly part: Part;
  readonly total?: number;
  readonly mime?: string;
}

/** Returns the headers that request the missing bytes. Source: RFC 9110, sections 13.1.5 (If-Range) and 14.2 (Range) */
export function resumeHeaders(part: Part): Readonly<Record<string, string>> {
  const plain = { 'accept-encoding': 'identity' };
  if (part.done === 0 || part.validator === undefined) return plain;
  return { ...plain, range: `bytes=${part.done}-`, 'if-range': part.validator };
}

/** Returns how the body continues `part`; undefined when it does not match the request and a new start is needed. */
export function bodyOf(response: HttpResponse, part: Part): BodyPart | undefined {
  const header = (name: string): string | undefined => {
    const value = response.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const isResumed = part.done > 0 && part.validator !== undefined;
  const mime = mimeType(header('content-type'));
  if (response.status === 206 || response.status === 416) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header('content-range') ?? '');
    const total = range?.[2] === '*' ? part.total : Number(range?.[2]);
    const same = part.total === undefined || part.total === total;
    if (response.status === 416 || range === null || Number(range[1]) !== part.done || !same) return undefined;
    if (isResumed) return compact<BodyPart>({ part, total, mime });
    // A part that was not requested begins a download of several parts.
    return compact<BodyPart>({ part: compact<Part>({ done: 0, validator: validatorOf(header), total }), total, mime });
  }
  const length = header('content-length');
  const encoded = (header('content-encoding') ?? 'identity') !== 'identity';
  const total = length === undefined || encoded ? undefined : Number(length);
  const validator = encoded || header('accept-ranges') === 'none' ? undefined : validatorOf(header);
  return compact<BodyPart>({ part: compact<Part>({ done: 0, validator, total }), total, mime });
}

/** Returns a strong ETag, else the modification date. A weak ETag does not identify bytes. */
function validatorOf(header: (name: string) => string | undefined): string | undefined {
  const tag = header('etag');
  return tag?.startsWith('"') === true ? tag : header('last-modified');
}
