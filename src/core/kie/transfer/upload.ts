import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { mimeOfName } from '../../../shared/mediaTypes.ts';
import type { Progress } from '../clientTypes.ts';
import { fileError } from '../../http/fileError.ts';
import { readAhead } from './readAhead.ts';

/** Above this a file goes as a stream, as the quickstart advises. Source: docs.kie.ai/file-upload-api/quickstart */
export const BASE64_LIMIT = 1_000_000;
export const FOLDER = 'kie-studio';

export const mimeOf = (file: string): string => mimeOfName(file) ?? 'application/octet-stream';

/** Never the same twice: an equal name would overwrite the older file at KIE. */
export function uniqueName(file: string): string {
  const extension = path
    .extname(file)
    .toLowerCase()
    .replace(/[^.a-z0-9]/g, '');
  const stem = path
    .basename(file, path.extname(file))
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 40);
  return `${randomBytes(8).toString('hex')}-${stem === '' ? 'file' : stem}${extension}`;
}

export interface Multipart {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A multipart form with a known length whose file is read while it is sent. Sizes in bytes. */
export function multipart(
  file: string,
  size: number,
  name: string,
  mime: string,
  onProgress?: (p: Progress) => void
): Multipart {
  const boundary = `kie-studio-${randomBytes(16).toString('hex')}`;
  const field = (key: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const head = Buffer.from(
    `${field('uploadPath', FOLDER)}${field('fileName', name)}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${mime}\r\n\r\n`
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    let done = 0;
    for await (const piece of readAhead(file, size)) {
      yield piece;
      done += piece.length;
      onProgress?.({ done, total: size });
    }
    if (done !== size) throw fileError(file, { code: 'changed while it was read' });
    yield tail;
  }
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + size + tail.length)
    },
    body: body()
  };
}
