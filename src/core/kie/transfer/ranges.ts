import { mimeType } from '../../http/mimeType.ts';
import { compact } from '../../../shared/compact.ts';
import type { HttpResponse } from '../../http/transport.ts';

/** What is in the file already. */
export interface Part {
  /** Bytes from the start. */
  readonly done: number;
  /** By which the server tells that its file is still the same one; absent when it cannot go on in the middle. */
  readonly validator?: string;
  /** Bytes of the whole file. */
  readonly total?: number;
}

/** What an answer's body is, and the part that it goes on from. */
export interface Begun {
  readonly part: Part;
  readonly total?: number;
  readonly mime?: string;
}

/** The headers that ask for what is missing. Source: RFC 9110, sections 13.1.5 (If-Range) and 14.2 (Range) */
export function resumeHeaders(part: Part): Readonly<Record<string, string>> {
  const plain = { 'accept-encoding': 'identity' };
  if (part.done === 0 || part.validator === undefined) return plain;
  return { ...plain, range: `bytes=${part.done}-`, 'if-range': part.validator };
}

/** What the body is, after `part`; undefined when it fits nothing that was asked for, so that only a new start helps. */
export function bodyOf(answer: HttpResponse, part: Part): Begun | undefined {
  const header = (name: string): string | undefined => {
    const value = answer.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const asked = part.done > 0 && part.validator !== undefined;
  const mime = mimeType(header('content-type'));
  if (answer.status === 206 || answer.status === 416) {
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(header('content-range') ?? '');
    const [from, total] = [Number(range?.[1]), Number(range?.[2])];
    const same = part.total === undefined || part.total === total;
    if (!asked || answer.status === 416 || from !== part.done || !same) return undefined;
    return compact<Begun>({ part, total, mime });
  }
  const length = header('content-length');
  const encoded = (header('content-encoding') ?? 'identity') !== 'identity';
  const total = length === undefined || encoded ? undefined : Number(length);
  const validator = encoded || header('accept-ranges') === 'none' ? undefined : validatorOf(header);
  return compact<Begun>({ part: compact<Part>({ done: 0, validator, total }), total, mime });
}

/** A strong entity tag, else the date of the last change; a weak tag says nothing about bytes. */
function validatorOf(header: (name: string) => string | undefined): string | undefined {
  const tag = header('etag');
  return tag?.startsWith('"') === true ? tag : header('last-modified');
}
