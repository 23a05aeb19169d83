import type { TaskResult } from '../../shared/task.ts';

/** State of a task at KIE. Source: docs.kie.ai/market/common/get-task-detail; the pages of the legacy services. */
export interface TaskRecord {
  readonly taskId: string;
  /** Model ID, if the record includes it. */
  readonly model?: string;
  /** Request as sent, if the record includes it. */
  readonly param?: unknown;
  /** One of the documented states; other states count as running. */
  readonly state: 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';
  /**
   * Results of a finished task; empty while it runs, and sometimes for a while after success. For a failed task, the
   * results from before the failure.
   */
  readonly results: readonly ResultItem[];
  /** Raw response of a finished task in which no result was found. */
  readonly unread?: string;
  /** Results that are available while the task still runs. */
  readonly early?: readonly ResultItem[];
  /** Lyrics that are available before their song; saved only on request. */
  readonly words?: readonly ResultItem[];
  /** Only part of the results is available: covers without their songs, one song of two. */
  readonly incomplete?: true;
  /** KIE's callback failed, so the state is not reliable; only the results show whether the task is done. */
  readonly callbackFailed?: true;
  /** Operation of the task, if the record includes it. */
  readonly operation?: string;
  /** Localized progress message. */
  readonly note?: string;
  readonly failCode?: string;
  readonly failMsg?: string;
  /** 0 to 1 */
  readonly progress?: number;
  readonly credits?: number;
  /** Milliseconds from its creation to its end, by KIE's own clock. */
  readonly tookMs?: number;
}

/** One result: a URL to download, or content in the response itself. */
export interface ResultItem {
  readonly kind: TaskResult['kind'];
  readonly url?: string;
  /** Content of a text or JSON result. */
  readonly text?: string;
  /** Role of a secondary result ("last-frame", "watermarked"); becomes part of the file name. */
  readonly role?: string;
  /** KIE's ID of this result (a track's audioId), which follow-up operations require. */
  readonly ref?: string;
  readonly title?: string;
  /** For content in the response: extension with its dot, if the kind does not determine it. */
  readonly extension?: string;
}

/** Outcome of a submission: a task to track, or an immediate result. */
export interface Started {
  readonly taskId?: string;
  /** The response does not call `taskId` the ID of the task; it is the only one that may be. */
  readonly isGuess?: true;
  readonly record?: TaskRecord;
}
