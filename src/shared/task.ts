/** What is known of one task. The ledger owns it; tree, status bar, form and API show it. */

/**
 * preparing    the row is written, files are being uploaded; nothing was sent that costs
 * submitting   createTask is on its way; found here after a crash it becomes `unknown`
 * unknown      createTask may or may not have been accepted; never sent again by itself
 * queued       KIE has accepted it (states waiting and queuing)
 * running      KIE is working (state generating, or one that we do not know)
 * collecting   KIE has finished, results are being saved
 * done         every result is on disk
 * uncollected  KIE has finished, a result could not be saved yet; it can be collected again
 * failed       ended without a result
 * stopped      the person stopped following; KIE may still finish it
 */
export type TaskState =
  | 'preparing'
  | 'submitting'
  | 'unknown'
  | 'queued'
  | 'running'
  | 'collecting'
  | 'done'
  | 'uncollected'
  | 'failed'
  | 'stopped';

export const ACTIVE_STATES: readonly TaskState[] = ['preparing', 'submitting', 'queued', 'running', 'collecting'];

export const isActive = (state: TaskState): boolean => ACTIVE_STATES.includes(state);

/** What the person can do about a failure. */
export type Remedy =
  'set-key' | 'top-up' | 'wait' | 'fix-input' | 'retry' | 'check-network' | 'check-logs' | 'choose-folder' | 'none';

export interface TaskError {
  /** KIE's code (in the envelope or as HTTP status) or failCode, when there was one. */
  readonly code?: string;
  /** A sentence that says what happened and what to do. */
  readonly message: string;
  readonly remedy: Remedy;
  /** The operation is gone: what took its place, with the same input as far as it has a place there. */
  readonly successor?: { readonly model: string; readonly input: Readonly<Record<string, unknown>> };
  /** It may pass by itself: the next start of KIE Studio tries to collect once more. */
  readonly transient?: boolean;
}

/** Why a `preparing` task waits for the user's approval. Nothing of it is uploaded or sent until then. */
export interface TaskHold {
  readonly kind: 'price' | 'age';
  /** A whole sentence that says what has changed since the user started the task. */
  readonly message: string;
  /** The price to approve, where it differs from `Task.estimate`. No `credits`: the price is unknown. */
  readonly price?: {
    readonly credits?: number;
    readonly exact: boolean;
    /** Absent for an unknown price, and for holds of earlier versions. */
    readonly kind?: EstimateKind;
  };
}

/** The code of an end at which only a part was there: to be asked for again, not only saved. */
export const INCOMPLETE = 'incomplete';

/** The code of an order that KIE answered with "not ready yet": the same request again is its query, not a purchase. */
export const NOT_READY = 'not-ready';

/** Whether an `unknown` task was most likely not accepted: running it again is its remedy then. */
export const isLikelyNotAccepted = ({ state, error }: Pick<Task, 'state' | 'error'>): boolean =>
  state === 'unknown' && error?.remedy === 'retry';

/** The role of a raw answer in which no result could be found. */
export const ANSWER = 'answer';

/** The code of an end at which content was fetched but not recognized: it is kept and can be saved as it is. */
export const UNVERIFIED = 'unverified';

export type ResultState = 'pending' | 'saved' | 'failed';

/** One file of a task's result. */
export interface TaskResult {
  readonly index: number;
  readonly kind: 'image' | 'video' | 'audio' | 'text' | 'json';
  /** The address that KIE gave; absent for text that came inside the answer. Dies within 24 hours. */
  readonly url?: string;
  /** What it is beside the main results ("cover", "vocal", "last-frame"); absent for these. */
  readonly role?: string;
  /** KIE's own id of this piece (a track's audioId). */
  readonly ref?: string;
  readonly title?: string;
  readonly state: ResultState;
  /** Absolute path, once saved. */
  readonly path?: string;
  readonly bytes?: number;
  /** Its content was fetched but is incomplete or of an unknown kind; it is kept and can be saved as it is. */
  readonly unverified?: true;
  readonly error?: string;
}

export interface Task {
  readonly localId: string;
  readonly taskId?: string;
  readonly model: string;
  readonly state: TaskState;
  /** What the person asked for: media values are file Uris or addresses. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Exactly what was sent as `input`, with the uploaded addresses. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly results: readonly TaskResult[];
  /** Upload or generation progress, 0 to 1, when it is known. */
  readonly progress?: number;
  /** What is done so far, as a person reads it ("The first song is ready."). */
  readonly note?: string;
  /** Which service was asked to follow it; absent when the model's own operation says it. */
  readonly service?: string;
  /** Credits expected before the run. */
  readonly estimate?: number;
  /** What the estimate is, as in `Price.kind`; absent for tasks of earlier versions and for estimates of other origin. */
  readonly estimateKind?: EstimateKind;
  /** Credits that KIE reports to have taken (creditsConsumed, undocumented); prepaid models report them while running. */
  readonly credits?: number;
  readonly error?: TaskError;
  /** Present while the task is `preparing` and waits for the user's approval. */
  readonly hold?: TaskHold;
  /** Credits left at most a minute before createTask was sent, and just after its answer or failure. */
  readonly balance?: { readonly before?: number; readonly after?: number };
  /** `localId` of the task that is tried again with this one, on purpose. */
  readonly retryOf?: string;
  /** The batch it belongs to; `waiting` while it is `preparing` and its turn has not come. */
  readonly batch?: { readonly id: string; readonly waiting?: true };
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly submittedAt?: number;
  readonly finishedAt?: number;
  readonly updatedAt: number;
  readonly origin: TaskOrigin;
}

export type EstimateKind = 'exact' | 'upTo' | 'about';

/** `adopted`: made elsewhere, followed here by its id. */
export type TaskOrigin = 'form' | 'command' | 'api' | 'adopted';

/** Whether a result that was or may have been paid for is not on disk yet: forgetting such a task may lose it. */
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
      // Without an id and without results nothing was sent.
      return task.taskId !== undefined || task.results.some(({ state }) => state !== 'saved');
  }
}
