import fs from 'node:fs/promises';
import type { Clock } from '../../base/ports.ts';
import type { ApiCall, ApiCaller } from '../../http/apiCaller.ts';
import type { KieClient, Uploaded } from '../clientTypes.ts';
import { fileError } from '../../http/fileError.ts';
import { unreadable } from '../../http/networkFailures.ts';
import { at } from '../services/values.ts';
import { BASE64_LIMIT, FOLDER, mimeOf, multipart, uniqueName } from './upload.ts';

/** Documented as 3 days; files were seen to die after 24 hours. */
const SAFE_MS = 20 * 3_600_000;

/** The ways into the File Upload API. They cost nothing, so passing trouble is met with another try. */
export function uploadCalls(caller: ApiCaller, clock: Clock): Pick<KieClient, 'uploadFile' | 'uploadUrl'> {
  async function upload(c: Omit<ApiCall, 'kind' | 'method'>): Promise<Uploaded> {
    const data = await caller.retried([1_000, 2_000], c.options?.signal, () =>
      caller.call({ ...c, kind: 'upload', method: 'POST' })
    );
    // Variants A and B of the answer. Source: docs.kie.ai/file-upload-api/quickstart
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
      const fileName = uniqueName(file);
      let size: number;
      let small: Buffer | undefined;
      try {
        ({ size } = await fs.stat(file));
        if (size <= BASE64_LIMIT) small = await fs.readFile(file);
      } catch (error) {
        throw fileError(file, error);
      }
      if (small === undefined) {
        const form = () => multipart(file, size, fileName, mime, options?.onProgress);
        return upload({ url: caller.uploads('/api/file-stream-upload'), form, options });
      }
      const base64Data = `data:${mime};base64,${small.toString('base64')}`;
      const done = await upload({
        url: caller.uploads('/api/file-base64-upload'),
        json: { base64Data, uploadPath: FOLDER, fileName },
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
