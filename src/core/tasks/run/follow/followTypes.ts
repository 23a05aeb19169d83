import type { ResultItem, TaskRecord } from '../../../kie/taskRecord.ts';
import type { UsualTime } from './pollSchedule.ts';

/** Everything that the next step of following depends on. Times in milliseconds since 1970. */
export interface FollowState {
  readonly submittedAt: number;
  readonly followedFrom: number;
  /** Usual duration of the model, if known. */
  readonly usual?: UsualTime | undefined;
  /** Whether a legacy service reports the task; it can be turned off while its tasks run. */
  readonly isLegacy: boolean;
  /** Time of the last query, and of the last one that found the task running. */
  readonly askedAt: number;
  readonly runningAt?: number | undefined;
  /** Failed queries in a row. */
  readonly failures: number;
  /** Whether KIE has reported the task to this window. */
  readonly isSeen: boolean;
  /** Results that KIE reported before the end. */
  readonly early: readonly ResultItem[];
  /** Since when KIE reports success without results. */
  readonly emptySince?: number | undefined;
  /** Since when KIE does not know the task. */
  readonly missingSince?: number | undefined;
}

/** Everything that can happen to a followed task. */
export type FollowEvent =
  | { readonly kind: 'started'; readonly isEarlyAsked: boolean }
  | { readonly kind: 'noKey' | 'reconnected' | 'progressRecorded' | 'switchedToJobs' }
  | { readonly kind: 'reported'; readonly record: TaskRecord; readonly askedAt: number }
  | { readonly kind: 'failed'; readonly error: unknown; readonly askedAt: number }
  /** Whether jobs/createTask knows the task of a legacy service; undefined if the query failed. */
  | { readonly kind: 'jobsAnswered'; readonly isKnown: boolean | undefined; readonly askedAt: number };

/** Credits charged according to KIE, if reported. */
interface Spent {
  readonly credits?: number;
}

/** Failure of a task at KIE, with the results from before it. */
export interface Failure extends Pick<TaskRecord, 'results'> {
  readonly failCode?: string | undefined;
  readonly failMsg?: string | undefined;
  readonly spent: Spent;
}

/** Success of a task without all results. */
export interface Incomplete extends Pick<TaskRecord, 'results' | 'unread'> {
  readonly spent: Spent;
}

/** Success of a task. */
interface Success extends Pick<TaskRecord, 'results'> {
  readonly spent: Spent & { readonly tookMs?: number };
}

/** Next step of following. */
export type FollowStep =
  | { readonly kind: 'poll'; readonly afterMs: number }
  /** Log the failure of a query, then poll. */
  | { readonly kind: 'backOff'; readonly error: unknown; readonly isFirst: boolean; readonly afterMs: number }
  | { readonly kind: 'awaitConnection'; readonly reason: string }
  | { readonly kind: 'recordProgress'; readonly record: TaskRecord; readonly spent: Spent }
  /** Query jobs/createTask, which replaced the legacy services, for the task; or follow it there. */
  | { readonly kind: 'askJobs' | 'switchToJobs' }
  /** The task has ended at KIE. */
  | { readonly kind: 'collect'; readonly success: Success }
  | { readonly kind: 'endFailed'; readonly failure: Failure }
  | { readonly kind: 'endIncomplete'; readonly incomplete: Incomplete }
  /** KIE does not know the task, or no longer reports such tasks. */
  | { readonly kind: 'endMissing' | 'endWithdrawn' };
