import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { mimeOfName } from '../../../shared/catalog/mediaTypes.ts';
import { changedError } from '../../files/inputError.ts';
import type { Progress } from '../clientTypes.ts';
import { readAhead } from './readAhead.ts';

/**
 * Larger files are uploaded as a stream, as the quickstart recommends. In bytes. Source:
 * docs.kie.ai/file-upload-api/quickstart
 */
export const BASE64_LIMIT = 1_000_000;
/** Folder of uploads at KIE. */
export const FOLDER = 'kie-studio';

/** Returns the MIME type by file name. */
export const mimeOf = (file: string): string => mimeOfName(file) ?? 'application/octet-stream';

/**
 * Returns a unique name, since an equal name would overwrite the older file at KIE.
 * @param extension - with its dot; by default that of `file`
 */
export function uniqueName(file: string, extension = path.extname(file)): string {
  const stem = path
    .basename(file, path.extname(file))
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 40);
  const ending = extension.toLowerCase().replace(/[^.a-z0-9]/g, '');
  return `${randomBytes(8).toString('hex')}-${stem === '' ? 'file' : stem}${ending}`;
}

/** A file to upload. */
interface UploadFile {
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  /** Name at KIE. */
  readonly name: string;
  readonly mime: string;
  /** Expected SHA-256 of the content in lowercase hexadecimal; not verified if absent. */
  readonly sha256?: string | undefined;
}

/** Headers and body of a multipart request. */
interface Multipart {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Creates a multipart form of known length whose file is read while it is sent. If the file does not match to its end,
 * the body throws FileError before the last bytes, so that no service can accept the form.
 */
export function multipart(
  { path: file, size, name, mime, sha256 }: UploadFile,
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
    const hash = sha256 === undefined ? undefined : createHash('sha256');
    for await (const chunk of readAhead(file, size)) {
      hash?.update(chunk);
      yield chunk;
      done += chunk.length;
      onProgress?.({ done, total: size });
    }
    if (done !== size || hash?.digest('hex') !== sha256) throw changedError(file);
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
