import type { Output } from '../../shared/model.ts';
import type { TaskResult } from '../../shared/task.ts';

export interface Progress {
  readonly done: number;
  /** Absent when the length is not known. */
  readonly total?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A file at KIE's upload service. */
export interface Uploaded {
  readonly url: string;
  /** Milliseconds since 1970 until when the address is safe to use. */
  readonly expiresAt: number;
}

/** What recordInfo says of a task. Source: docs.kie.ai/market/common/get-task-detail */
export interface TaskRecord {
  readonly taskId: string;
  /** The documented states; anything else counts as running. */
  readonly state: 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';
  /** What a finished task holds; empty while it runs, and sometimes for a while after success. */
  readonly results: readonly ResultItem[];
  readonly failCode?: string;
  readonly failMsg?: string;
  /** 0 to 1 */
  readonly progress?: number;
  readonly credits?: number;
}

/** One result: an address to fetch, or content that came inside the answer. */
export interface ResultItem {
  readonly kind: TaskResult['kind'];
  readonly url?: string;
  /** The content, for text and JSON results. */
  readonly text?: string;
  /** What it is beside the main result ("last-frame", "watermarked"); becomes part of the file name. */
  readonly role?: string;
}

/** The HTTP side of the engine. Every failure is a KieError; paid calls are never repeated in here. */
export interface KieClient {
  /** Credits left. With `key`, asks with that one. */
  credits(options?: CallOptions & { readonly key?: string }): Promise<number>;
  /**
   * One POST at once, never repeated; the caller keeps the pace. A KieError with `accepted: 'no'` proves that nothing was
   * taken. With `key`, uses that one.
   */
  createTask(
    request: CreateTaskRequest,
    options?: CallOptions & { readonly key?: string }
  ): Promise<{ readonly taskId: string }>;
  /** NotFoundError for a task that KIE does not know (yet): 404, or 422 "recordInfo is null". */
  recordInfo(taskId: string, options?: CallOptions & { readonly output?: Output | undefined }): Promise<TaskRecord>;
  /** A fresh address (20 minutes) for a file that KIE generated. Source: docs.kie.ai/common-api/download-url */
  downloadUrl(url: string, options?: CallOptions): Promise<string>;
  /** Uploads a local file: up to 1 MB as base64, above as a stream in flat memory. */
  uploadFile(path: string, options?: CallOptions & { readonly mime?: string }): Promise<Uploaded>;
  /** Lets KIE fetch a public address. */
  uploadUrl(url: string, options?: CallOptions): Promise<Uploaded>;
  /** Streams an address into a new file without sending the key. Verifies status and length. */
  download(url: string, toFile: string, options?: CallOptions & { readonly maxBytes?: number }): Promise<Downloaded>;
  dispose(): void;
}

export interface CreateTaskRequest {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl?: string;
}

export interface Downloaded {
  readonly bytes: number;
  /** The content-type header, without parameters. */
  readonly mime?: string;
}
