import fs from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { CallOptions, CreateTaskRequest, Downloaded, Uploaded } from '../../../src/core/kie/clientTypes.ts';
import type { KieErrorOptions } from '../../../src/core/http/errors/errors.ts';
import { KieError } from '../../../src/core/http/errors/errors.ts';
import type { Started, TaskRecord } from '../../../src/core/kie/taskRecord.ts';

export const PNG_IMAGE = PNG.sync.write(new PNG({ width: 2, height: 2 }));
export const imageResult = (...urls: string[]): Partial<TaskRecord> => ({
  state: 'success',
  results: urls.map(url => ({ kind: 'image', url }))
});
export const rejection = (options: Partial<KieErrorOptions> = {}): KieError =>
  new KieError('Rejected by KIE.', { remedy: 'retry', accepted: 'no', ...options });

/** Never resolves; rejects when the caller's signal aborts. */
export const hangUntilAborted = (options?: CallOptions): Promise<never> =>
  new Promise((_, reject) => {
    options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

type Answer<T> = T | Error | Promise<T>;

/** A fake KIE whose answers are replaceable functions; `n` counts the calls of that kind from 1. */
export class FakeKie {
  now: () => number = () => 0;
  readonly posts: CreateTaskRequest[] = [];
  /** Times of the recordInfo calls. */
  readonly polls: number[] = [];
  /** Task ID of each call, and whether the user watched the task. */
  readonly queries: { readonly taskId: string; readonly watched: boolean }[] = [];
  readonly uploads: string[] = [];
  readonly urlUploads: string[] = [];
  readonly downloads: string[] = [];
  readonly renewals: string[] = [];

  onCreate: (n: number) => Answer<string> = n => `task-${n}`;
  onRecord: (n: number) => Answer<Partial<TaskRecord>> = () => imageResult('https://r.test/a.png');
  onUpload: (n: number, options?: CallOptions) => Answer<string> = n => `https://up.test/${n}`;
  onDownload: (n: number, url: string) => Answer<Uint8Array | string> = () => PNG_IMAGE;
  onRenewal: (url: string) => Answer<string> = url => `${url}?fresh`;
  onCredits: (n: number, options?: CallOptions) => Answer<number> = () => 7;
  /** Number of balance requests. */
  balanceQueries = 0;
  /** Lifetime that each upload promises, in milliseconds. */
  uploadLifetimeMs = 3_600_000;
  /** Content type of downloads. */
  mime: string | undefined;

  async credits(options?: CallOptions): Promise<number> {
    return answer(this.onCredits(++this.balanceQueries, options));
  }

  async createTask(request: CreateTaskRequest): Promise<Started> {
    this.posts.push(request);
    return { taskId: await answer(this.onCreate(this.posts.length)) };
  }

  async recordInfo(taskId: string, options?: CallOptions): Promise<TaskRecord> {
    options?.signal?.throwIfAborted();
    this.polls.push(this.now());
    this.queries.push({ taskId, watched: options?.watched === true });
    const record = await answer(this.onRecord(this.polls.length));
    return { taskId, state: 'generating', results: [], ...record };
  }

  async downloadUrl(url: string): Promise<string> {
    this.renewals.push(url);
    return answer(this.onRenewal(url));
  }

  async uploadFile(file: string, options?: CallOptions): Promise<Uploaded> {
    this.uploads.push(file);
    return this.#uploaded(options);
  }

  async uploadUrl(url: string, options?: CallOptions): Promise<Uploaded> {
    this.urlUploads.push(url);
    return this.#uploaded(options);
  }

  async #uploaded(options?: CallOptions): Promise<Uploaded> {
    const url = await answer(this.onUpload(this.uploads.length + this.urlUploads.length, options));
    return { url, expiresAt: this.now() + this.uploadLifetimeMs };
  }

  async download(url: string, file: string, options?: CallOptions): Promise<Downloaded> {
    options?.signal?.throwIfAborted();
    this.downloads.push(url);
    const content = Buffer.from(await answer(this.onDownload(this.downloads.length, url)));
    await fs.writeFile(file, content, { flag: 'wx' });
    return { bytes: content.length, ...(this.mime === undefined ? {} : { mime: this.mime }) };
  }
}

async function answer<T>(given: Answer<T>): Promise<T> {
  if (given instanceof Error) throw given;
  return given;
}
