/** A task. The ledger owns it; tree view, status bar, form and API show it. */

/**
 * preparing    the row is written, files are being uploaded; nothing that costs credits was sent
 * submitting   createTask is being sent; after a crash it becomes `unknown`
 * unknown      createTask may or may not have been accepted; never resent automatically
 * queued       KIE has accepted it (states waiting and queuing)
 * running      KIE is working (state generating, or an unknown state)
 * collecting   KIE has finished, results are being downloaded
 * done         all results are saved
 * uncollected  KIE has finished, a result could not be saved; the download can be retried
 * failed       ended without a result
 * stopped      the user stopped tracking; KIE may still finish it
 */
export const TASK_STATES = [
  'preparing',
  'submitting',
  'unknown',
  'queued',
  'running',
  'collecting',
  'done',
  'uncollected',
  'failed',
  'stopped'
] as const;

export type TaskState = (typeof TASK_STATES)[number];

export const ACTIVE_STATES: readonly TaskState[] = ['preparing', 'submitting', 'queued', 'running', 'collecting'];

export const isActive = (state: TaskState): boolean => ACTIVE_STATES.includes(state);

/** The action that resolves a failure. */
export type Remedy =
  'set-key' | 'top-up' | 'wait' | 'fix-input' | 'retry' | 'check-network' | 'check-logs' | 'choose-folder' | 'none';

export interface TaskError {
  /** KIE's code (in the response body or as HTTP status) or failCode, if any. */
  readonly code?: string;
  /** A sentence that states what happened and what to do. */
  readonly message: string;
  readonly remedy: Remedy;
  /** The endpoint no longer exists: the replacement, with the input as far as it applies. */
  readonly successor?: { readonly model: string; readonly input: Readonly<Record<string, unknown>> };
  /** Of an active task: when it is retried automatically, in milliseconds since 1970. */
  readonly retryAt?: number;
  /** Temporary: the next start of KIE Studio retries the download. */
  readonly transient?: boolean;
}

/** Why a `preparing` task waits for the user's approval. Nothing of it is uploaded or sent until then. */
export interface TaskHold {
  /**
   * `age`: unattended for long, or the files of the ledger were replaced or lost.
   * `limit`: the task would exceed the daily limit.
   */
  readonly kind: 'price' | 'age' | 'limit';
  /** A whole sentence about the changes since the user started the task. */
  readonly message: string;
  /** The price to approve, where it differs from `Task.estimate`. No `credits`: the price is unknown. */
  readonly price?: {
    readonly credits?: number;
    readonly exact: boolean;
    /** Absent for an unknown price, and for holds of earlier versions. */
    readonly kind?: EstimateKind;
  };
}

/** The code of a task whose result was incomplete: KIE has to be queried again before the download. */
export const INCOMPLETE = 'incomplete';

/** The code of a request that KIE answered with "not ready yet": repeating the request is a query, not a purchase. */
export const NOT_READY = 'not-ready';

/** Whether an `unknown` task was most likely not accepted, so that it should be run again. */
export const isLikelyNotAccepted = ({ state, error }: Pick<Task, 'state' | 'error'>): boolean =>
  state === 'unknown' && error?.remedy === 'retry';

/** The role of a raw response in which no result was found. */
export const ANSWER = 'answer';

/** The code of a task whose content is incomplete or of an unexpected type: it is kept and can be saved as is. */
export const UNVERIFIED = 'unverified';

/**
 * Whether Save Anyway comes first: another download would most likely bring the same content. The part of an interrupted
 * download is kept too, but downloading again comes first there.
 */
export const isUnverified = ({ error, results }: Pick<Task, 'error' | 'results'>): boolean =>
  error?.code === UNVERIFIED && isKept({ results });

/** Whether content that is incomplete or of an unexpected type can be saved as is. */
export const isKept = ({ results }: Pick<Task, 'results'>): boolean =>
  results.some(({ unverified }) => unverified === true);

export type ResultState = 'pending' | 'saved' | 'failed';

/** A file of a task's result. */
export interface TaskResult {
  readonly index: number;
  readonly kind: 'image' | 'video' | 'audio' | 'text' | 'json';
  /** The URL that KIE returned; absent for text inside the response. Expires within 24 hours. */
  readonly url?: string;
  /** The kind of an additional result ("cover", "vocal", "last-frame"); absent for main results. */
  readonly role?: string;
  /** KIE's ID of this result (the audioId of a track). */
  readonly ref?: string;
  readonly title?: string;
  readonly state: ResultState;
  /** Absolute path, once saved. */
  readonly path?: string;
  readonly bytes?: number;
  /** The content was downloaded but is incomplete or of an unknown type; it is kept and can be saved as is. */
  readonly unverified?: true;
  readonly error?: string;
}

export interface Task {
  readonly localId: string;
  readonly taskId?: string;
  readonly model: string;
  readonly state: TaskState;
  /** The user's input: media values are file URIs or URLs. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The `input` exactly as sent, with the URLs of uploads. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly results: readonly TaskResult[];
  /** Upload or generation progress from 0 to 1, if known. */
  readonly progress?: number;
  /** Progress as a sentence ("The first song is ready."). */
  readonly note?: string;
  /** The service that tracks the task; absent when the operation of the model determines it. */
  readonly service?: string;
  /** Estimated credits before the run, or the price that KIE reported while the task ran and may have refunded. */
  readonly estimate?: number;
  /**
   * The kind of estimate, as in `Price.kind`; absent for tasks of earlier versions and estimates from other sources.
   */
  readonly estimateKind?: EstimateKind;
  /** Credits charged according to KIE (creditsConsumed, undocumented); prepaid models report them while running. */
  readonly credits?: number;
  readonly error?: TaskError;
  /** Present while the task is `preparing` and waits for the user's approval. */
  readonly hold?: TaskHold;
  /** Credits left at most one minute before createTask was sent, and right after its response or failure. */
  readonly balance?: { readonly before?: number; readonly after?: number };
  /** `localId` of the task that the user retries with this one. */
  readonly retryOf?: string;
  /** The batch of the task; `waiting` while it is `preparing` and waits for its turn. */
  readonly batch?: { readonly id: string; readonly waiting?: true };
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly submittedAt?: number;
  readonly finishedAt?: number;
  readonly updatedAt: number;
  readonly origin: TaskOrigin;
}

export type EstimateKind = 'exact' | 'upTo' | 'about';

/** `adopted`: created elsewhere, tracked here by its ID. */
export type TaskOrigin = 'form' | 'command' | 'api' | 'adopted';

/** Whether a result that was or may have been paid for is not saved yet: removing the task may lose it. */
export function mayHoldUnsavedResult(task: Pick<Task, 'state' | 'taskId' | 'results'>): boolean {
  switch (task.state) {
    case 'preparing':
    case 'done':
    case 'failed':
      return false;
    case 'submitting':
    case 'unknown':
    case 'queued':
    case 'running':
    case 'collecting':
    case 'uncollected':
      return true;
    case 'stopped':
      // Without an ID and results, nothing was sent.
      return task.taskId !== undefined || task.results.some(({ state }) => state !== 'saved');
  }
}
