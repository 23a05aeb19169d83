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

/**
 * Returns how the body continues `part`; undefined when it does not match the request and a new start is needed. A part of
 * a changed file never continues the other one. Source: RFC 9110, section 15.3.7.3
 * @param isCoded - whether the body is decoded; it then has another length and cannot be resumed
 */
export function bodyOf(response: HttpResponse, part: Part, isCoded: boolean): BodyPart | undefined {
  const header = (name: string): string | undefined => {
    const value = response.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const isResumed = part.done > 0 && part.validator !== undefined;
  const mime = mimeType(header('content-type'));
  const isPartial = response.status === 206;
  const contentRange = isPartial ? header('content-range') : undefined;
  const range = rangeOf(contentRange);
  if (isResumed && response.status !== 200 && range === undefined) return undefined;
  if (contentRange !== undefined || (isPartial && isMultipart(mime))) {
    const total = range?.total ?? part.total;
    const same = part.total === undefined || part.total === total;
    if (range?.from !== part.done || !same || (isResumed && isOther(part.validator, header))) return undefined;
    if (isResumed) return compact<BodyPart>({ part, total, mime });
    if (isCoded) return compact<BodyPart>({ part: { done: 0 }, mime });
    // A part that was not requested begins a download of several parts.
    return compact<BodyPart>({ part: compact<Part>({ done: 0, validator: validatorOf(header), total }), total, mime });
  }
  // The length of a part without a range is not the file's.
  const length = isPartial || isCoded ? undefined : header('content-length');
  const total = length === undefined ? undefined : Number(length);
  const isResumable = !isPartial && !isCoded && header('accept-ranges') !== 'none';
  const validator = isResumable ? validatorOf(header) : undefined;
  return compact<BodyPart>({ part: compact<Part>({ done: 0, validator, total }), total, mime });
}

/** Reads `content-range`. Some servers write `bytes=` or `bytes:`. Returns undefined when it is absent or unreadable. */
function rangeOf(header: string | undefined): { readonly from: number; readonly total?: number } | undefined {
  const [, from, total] = /^bytes[ =:]\s?(\d{1,16})-\d{1,16}\/(\d{1,16}|\*)$/i.exec(header?.trim() ?? '') ?? [];
  if (from === undefined) return undefined;
  return { from: Number(from), ...(total === '*' ? {} : { total: Number(total) }) };
}

const isMultipart = (mime: string | undefined): boolean => mime?.startsWith('multipart/') === true;

/** Whether the validator of a response shows that it is about another file than the part. */
function isOther(validator: string | undefined, header: (name: string) => string | undefined): boolean {
  const now = header(validator?.startsWith('"') === true ? 'etag' : 'last-modified');
  return now !== undefined && now !== validator;
}

/** Returns a strong ETag, else the modification date. A weak ETag does not identify bytes. */
function validatorOf(header: (name: string) => string | undefined): string | undefined {
  const tag = header('etag');
  return tag?.startsWith('"') === true ? tag : header('last-modified');
}
