import type { Output } from '../../shared/model.ts';
import type { LiveModelList, OpenApi, RatePoint } from './liveCatalog/liveCatalogTypes.ts';
import type { FeedRow } from './priceFeed.ts';
import type { Service, ServiceRequest } from './services/service.ts';
import type { Started, TaskRecord } from './taskRecord.ts';

/** Progress of a transfer in bytes. */
export interface Progress {
  readonly done: number;
  /** Absent when the length is unknown. */
  readonly total?: number;
}

/** Diagnostic record of one call, without key and content. Times in milliseconds; `at` since 1970. */
export interface CallSeen {
  readonly at: number;
  /** Kind of the call (`create`, `record`, `upload`, …). */
  readonly call: string;
  /** HTTP status; absent without a response. */
  readonly status?: number;
  /** Error code of the envelope or the system. */
  readonly code?: string;
  /** Name of the error. */
  readonly error?: string;
  /** KIE's ID of the request. */
  readonly requestId?: string;
  readonly ms: number;
}

/** Options of every call. */
export interface CallOptions {
  /** Called for every request of this call. */
  readonly onCall?: (seen: CallSeen) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** The user is viewing the task, so its queries have priority. */
  readonly watched?: boolean;
}

interface UploadOptions extends CallOptions {
  /** MIME type; derived from the file name by default. */
  readonly mime?: string;
  /** Extension with its dot; that of the file name by default. */
  readonly extension?: string;
  /** Expected SHA-256 of the content in lowercase hexadecimal; by default any content is uploaded. */
  readonly sha256?: string;
}

export interface DownloadOptions extends CallOptions {
  /** Limits the decoded bytes. */
  readonly maxBytes?: number;
  /** Leaves the received bytes in the file when the download fails. */
  readonly keepsPart?: boolean;
  /** Called once when the download stays below the minimum rate. */
  readonly onSlow?: () => void;
}

/** An uploaded file at KIE. */
export interface Uploaded {
  readonly url: string;
  /** Time until which the URL is safe to use, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** HTTP client for KIE. All errors are KieErrors; paid calls are never retried here. */
export interface KieClient {
  /** Returns the remaining credits of the account, or of the account of `key`. */
  credits(options?: CallOptions & { readonly key?: string }): Promise<number>;
  /**
   * Submits a task with one POST, never retried. The caller enforces the rate limit.
   * @throws KieError; `accepted: 'no'` proves that nothing was accepted
   */
  createTask(request: CreateTaskRequest, options?: CallOptions & { readonly key?: string }): Promise<Started>;
  /**
   * Returns the state of a task.
   * @throws NotFoundError for a task that KIE does not know (yet): 404, or 422 "recordInfo is null"; other KieErrors
   */
  recordInfo(
    taskId: string,
    options?: CallOptions & { readonly output?: Output | undefined; readonly service?: Service | undefined }
  ): Promise<TaskRecord>;
  /**
   * Returns a fresh URL (20 minutes) for a generated file; with `own`, from the endpoint of the service that created
   * it.
   * Source: docs.kie.ai/common-api/download-url, docs.kie.ai/4o-image-api/get-4-o-image-download-url
   */
  downloadUrl(
    url: string,
    options?: CallOptions & { readonly own?: { readonly path: string; readonly taskId: string } }
  ): Promise<string>;
  /**
   * Uploads a local file: up to 1 MB as base64, larger files as a stream with constant memory.
   * @throws FileError when the file cannot be read or does not match `sha256`: nothing was uploaded then; KieError
   */
  uploadFile(path: string, options?: UploadOptions): Promise<Uploaded>;
  /** Uploads a file from a public URL, which KIE fetches. */
  uploadUrl(url: string, options?: CallOptions): Promise<Uploaded>;
  /**
   * Downloads a URL to a new file, without sending the key. Verifies status and length and decodes content codings.
   */
  download(url: string, toFile: string, options?: DownloadOptions): Promise<Downloaded>;
  /** Whether the file at a URL has more than `size` bytes; undefined when the server does not report it. */
  isLonger?(url: string, size: number, options?: CallOptions): Promise<boolean | undefined>;
  /**
   * Returns the public price list, requested without the key; undefined when it is not available.
   * @throws the signal's reason only
   */
  priceFeed(options?: CallOptions): Promise<readonly FeedRow[] | undefined>;
  /** KIE's own catalog: which models exist now, their schemas, prices and success rates. Costs nothing. */
  readonly liveCatalog: LiveCatalogCalls;
  dispose(): void;
}

/**
 * The four calls of KIE's catalog. They need the key, cost nothing, and share a rate limit of one call a second with
 * all windows. All errors are KieErrors. `watched` calls go first.
 * Source: official kie-models skill (references/en.md), recorded answers of October 2026
 */
export interface LiveCatalogCalls {
  /** Returns all models, chat models included. Never an empty list: that is an error. */
  models(options?: CallOptions): Promise<LiveModelList>;
  /**
   * Returns the OpenAPI document of a model; undefined while KIE has none.
   * @throws NotFoundError for an unknown model
   */
  schema(model: string, options?: CallOptions): Promise<OpenApi | undefined>;
  /** Returns the price in English prose; undefined while KIE has none. */
  price(model: string, options?: CallOptions): Promise<string | undefined>;
  /** Returns the success rates of the last 24 hours, oldest first; empty without monitoring. */
  successRate(model: string, options?: CallOptions): Promise<readonly RatePoint[]>;
}

/** A submission. */
export interface CreateTaskRequest extends ServiceRequest {
  /** Target service; jobs/createTask by default. */
  readonly service?: Service;
}

/** A finished download. */
export interface Downloaded {
  readonly bytes: number;
  /** Content-Type header without parameters. */
  readonly mime?: string;
  /** The response declared no length, so the body may be truncated. */
  readonly unmeasured?: true;
  /** Every response ended before its declared length; the content is complete by its format. */
  readonly endedEarly?: true;
}
