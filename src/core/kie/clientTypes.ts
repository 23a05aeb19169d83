import type { Output } from '../../shared/model.ts';
import type { FeedRow } from './priceFeed.ts';
import type { Service, ServiceRequest } from './services/service.ts';
import type { Started, TaskRecord } from './taskRecord.ts';

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

interface UploadOptions extends CallOptions {
  /** By default by the name of the file. */
  readonly mime?: string;
  /** With its dot; by default that of the name. */
  readonly extension?: string;
  /** SHA-256 of the content to upload, in lowercase hexadecimal; without one any content is taken. */
  readonly sha256?: string;
}

/** A file at KIE's upload service. */
export interface Uploaded {
  readonly url: string;
  /** Milliseconds since 1970 until when the address is safe to use. */
  readonly expiresAt: number;
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
  /**
   * Uploads a local file: up to 1 MB as base64, above as a stream in flat memory.
   * @throws FileError when the file cannot be read, or is not that of `sha256` to its end: then nothing was uploaded
   */
  uploadFile(path: string, options?: UploadOptions): Promise<Uploaded>;
  /** Lets KIE fetch a public address. */
  uploadUrl(url: string, options?: CallOptions): Promise<Uploaded>;
  /**
   * Streams an address into a new file without sending the key. Verifies status and length, and decodes content codings;
   * `maxBytes` counts the decoded bytes. `onSlow` is called once when the download stays below the minimum rate.
   */
  download(
    url: string,
    toFile: string,
    options?: CallOptions & { readonly maxBytes?: number; readonly onSlow?: () => void }
  ): Promise<Downloaded>;
  /** Whether the file at an address has more than `size` bytes; undefined when the server does not tell. */
  isLonger?(url: string, size: number, options?: CallOptions): Promise<boolean | undefined>;
  /** The public price list, without the key; undefined where there is none. Throws only the signal's reason. */
  priceFeed(options?: CallOptions): Promise<readonly FeedRow[] | undefined>;
  dispose(): void;
}

export interface CreateTaskRequest extends ServiceRequest {
  /** Who takes the request; absent: jobs/createTask. */
  readonly service?: Service;
}

export interface Downloaded {
  readonly bytes: number;
  /** The content-type header, without parameters. */
  readonly mime?: string;
  /** Neither the answer nor its content coding told the length, so the body may have been cut. */
  readonly unmeasured?: true;
}
