import type { TaskResult } from '../../shared/task.ts';

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
  /** The raw answer of a finished task in which no result could be found. */
  readonly unread?: string;
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
  /** Milliseconds from its creation to its end, by KIE's own clock. */
  readonly tookMs?: number;
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
