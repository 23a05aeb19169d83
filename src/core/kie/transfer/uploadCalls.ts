import { createHash } from 'node:crypto';
import type { Clock } from '../../base/ports.ts';
import type { ApiCall, ApiCaller } from '../../http/apiCaller.ts';
import type { KieClient, Uploaded } from '../clientTypes.ts';
import { openRegularFile } from '../../files/fileReader.ts';
import { changedError, inputError } from '../../files/inputError.ts';
import { unreadable } from '../../http/errors/networkFailures.ts';
import { at } from '../services/values.ts';
import { BASE64_LIMIT, FOLDER, mimeOf, multipart, uniqueName } from './upload.ts';

/**
 * Uploads are deleted after 24 hours (docs.kie.ai/file-upload-api/quickstart); this leaves a margin for queued tasks.
 */
const SAFE_MS = 20 * 3_600_000;

/**
 * Returns the size of a file, and its content if small enough for a single request.
 * @throws FileError when it cannot be read or does not match `sha256`
 */
async function contentToSend(
  file: string,
  sha256: string | undefined
): Promise<{ readonly size: number; readonly content?: Buffer }> {
  let content: Buffer;
  try {
    const handle = await openRegularFile(file);
    try {
      const { size } = await handle.stat();
      if (size > BASE64_LIMIT) return { size };
      content = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw inputError(file, error);
  }
  const isExpected = sha256 === undefined || createHash('sha256').update(content).digest('hex') === sha256;
  if (!isExpected) throw changedError(file);
  return { size: content.length, content };
}

/** Calls of the File Upload API. They are free, so transient errors are retried. */
export function uploadCalls(caller: ApiCaller, clock: Clock): Pick<KieClient, 'uploadFile' | 'uploadUrl'> {
  async function upload(c: Omit<ApiCall, 'kind' | 'method'>): Promise<Uploaded> {
    const data = await caller.retried([1_000, 2_000], c.options?.signal, () =>
      caller.call({ ...c, kind: 'upload', method: 'POST' })
    );
    // Response variants A and B. Source: docs.kie.ai/file-upload-api/quickstart
    const url = at(data, 'downloadUrl') ?? at(data, 'fileUrl');
    const expiresAt = at(data, 'expiresAt');
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) throw unreadable('upload');
    const expires = typeof expiresAt === 'string' ? Date.parse(expiresAt) : NaN;
    const safe = clock.now() + SAFE_MS;
    return { url, expiresAt: Number.isNaN(expires) ? safe : Math.min(expires, safe) };
  }

  return {
    async uploadFile(file, options) {
      const mime = options?.mime ?? mimeOf(file);
      const name = uniqueName(file, options?.extension);
      const { size, content } = await contentToSend(file, options?.sha256);
      if (content === undefined) {
        const sent = { path: file, size, name, mime, sha256: options?.sha256 };
        const form = () => multipart(sent, options?.onProgress);
        return upload({ url: caller.uploads('/api/file-stream-upload'), form, options });
      }
      const base64Data = `data:${mime};base64,${content.toString('base64')}`;
      const done = await upload({
        url: caller.uploads('/api/file-base64-upload'),
        json: { base64Data, uploadPath: FOLDER, fileName: name },
        options
      });
      options?.onProgress?.({ done: size, total: size });
      return done;
    },
    uploadUrl: (fileUrl, options) => {
      const path = URL.canParse(fileUrl) ? new URL(fileUrl).pathname : 'file';
      const json = { fileUrl, uploadPath: FOLDER, fileName: uniqueName(path) };
      return upload({ url: caller.uploads('/api/file-url-upload'), json, options });
    }
  };
}
