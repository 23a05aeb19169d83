import type { Output } from '../../shared/model.ts';
import type { TaskResult } from '../../shared/task.ts';
import type { FeedRow } from './priceFeed.ts';
import type { Service } from './services/service.ts';

export interface Progress {
  readonly done: number;
  /** Absent when the length is not known. */
  readonly total?: number;
}

/** One call as it went, for diagnosis: no key, no content. Times in milliseconds, `at` since 1970. */
export interface CallSeen {
  readonly at: number;
  /** What kind of call it was (`create`, `record`, `upload`, …). */
  readonly call: string;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The envelope's code or the system's, when it failed. */
  readonly code?: string;
  /** The name of the failure. */
  readonly error?: string;
  /** KIE's id of the request. */
  readonly requestId?: string;
  readonly ms: number;
}

export interface CallOptions {
  /** Hears of every request of this call. */
  readonly onCall?: (seen: CallSeen) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** A person looks at this now: queries go before others that wait. */
  readonly watched?: boolean;
}

/** A file at KIE's upload service. */
export interface Uploaded {
  readonly url: string;
  /** Milliseconds since 1970 until when the address is safe to use. */
  readonly expiresAt: number;
}

/** What KIE says of a task. Source: docs.kie.ai/market/common/get-task-detail; the former services' own pages. */
export interface TaskRecord {
  readonly taskId: string;
  /** The model's id, where the record names it. */
  readonly model?: string;
  /** The request as sent, where the record repeats it. */
  readonly param?: unknown;
  /** The documented states; anything else counts as running. */
  readonly state: 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';
  /**
   * What a finished task holds; empty while it runs, and sometimes for a while after success. With `fail` what was made
   * before it failed.
   */
  readonly results: readonly ResultItem[];
  /** What is there already while the task still runs. */
  readonly early?: readonly ResultItem[];
  /** The words of what is being made, known before it is there; they are saved only where that is asked for. */
  readonly words?: readonly ResultItem[];
  /** What is there is a part only: covers without their songs, one song of two. */
  readonly lacking?: true;
  /** KIE could not call back: it says nothing more about the state, and only the results tell when it is done. */
  readonly undelivered?: true;
  /** The operation that made it, where the record tells. */
  readonly operation?: string;
  /** What is done so far, as a person reads it. */
  readonly note?: string;
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
  /** KIE's own id of this piece (a track's audioId), which follow-up operations ask for. */
  readonly ref?: string;
  readonly title?: string;
  /** For content that came inside the answer: the extension with its dot, when the kind does not say it. */
  readonly extension?: string;
}

/** What a submission brought: a task to follow, or at once the result. */
export interface Started {
  readonly taskId?: string;
  readonly record?: TaskRecord;
}

/** The HTTP side of the engine. Every failure is a KieError; paid calls are never repeated in here. */
export interface KieClient {
  /** Credits left. With `key`, asks with that one. */
  credits(options?: CallOptions & { readonly key?: string }): Promise<number>;
  /**
   * One POST at once, never repeated; the caller keeps the pace. A KieError with `accepted: 'no'` proves that nothing was
   * taken. With `key`, uses that one.
   */
  createTask(request: CreateTaskRequest, options?: CallOptions & { readonly key?: string }): Promise<Started>;
  /** NotFoundError for a task that KIE does not know (yet): 404, or 422 "recordInfo is null". */
  recordInfo(
    taskId: string,
    options?: CallOptions & { readonly output?: Output | undefined; readonly service?: Service | undefined }
  ): Promise<TaskRecord>;
  /**
   * A fresh address (20 minutes) for a file that KIE generated; with `own` by the way of the service that made it.
   * Source: docs.kie.ai/common-api/download-url, docs.kie.ai/4o-image-api/get-4-o-image-download-url
   */
  downloadUrl(
    url: string,
    options?: CallOptions & { readonly own?: { readonly path: string; readonly taskId: string } }
  ): Promise<string>;
  /** Uploads a local file: up to 1 MB as base64, above as a stream in flat memory. */
  uploadFile(path: string, options?: CallOptions & { readonly mime?: string }): Promise<Uploaded>;
  /** Lets KIE fetch a public address. */
  uploadUrl(url: string, options?: CallOptions): Promise<Uploaded>;
  /** Streams an address into a new file without sending the key. Verifies status and length. */
  download(url: string, toFile: string, options?: CallOptions & { readonly maxBytes?: number }): Promise<Downloaded>;
  /** The public price list, without the key; undefined where there is none. Throws only the signal's reason. */
  priceFeed(options?: CallOptions): Promise<readonly FeedRow[] | undefined>;
  dispose(): void;
}

export interface CreateTaskRequest {
  /** Who takes the request; absent: jobs/createTask. */
  readonly service?: Service;
  readonly model: string;
  /** Method and path of the entry, for a service with several (`POST /api/v1/veo/extend`). */
  readonly operation?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl?: string;
}

export interface Downloaded {
  readonly bytes: number;
  /** The content-type header, without parameters. */
  readonly mime?: string;
}
