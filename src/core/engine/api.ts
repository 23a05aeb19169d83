import type { Draft, Evaluation, FormModel, MediaFacts, ModelSummary } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task, TaskError, TaskHold, TaskOrigin, TaskState } from '../../shared/task.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { FollowUp } from '../models/followUps.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';
import type { DocsModels } from '../models/docs/docsModels.ts';
import type { Disposable } from '../base/ports.ts';
import type { TraceItem } from '../tasks/trace.ts';

/** Where the results of a task go. `folder` is an absolute path, made when it is missing. */
export type SaveTarget =
  /** By the template of `kie.output.fileName`: ${date} ${time} ${model} ${prompt} ${taskId} ${index}. */
  | { readonly folder: string; readonly template: string }
  /** Beside a source file under this name without extension (`photo.upscaled`). */
  | { readonly folder: string; readonly stem: string };

export interface FollowOptions {
  readonly saveTo: SaveTarget;
  /** The id of one of `engine.services()`; absent: every one is asked. */
  readonly service?: string;
}

export interface Intent {
  readonly model: string;
  readonly input: Draft;
  readonly saveTo: SaveTarget;
  readonly origin: TaskOrigin;
}

/**
 * running   tasks go on, some at a time
 * paused    no further task begins; `reason` says why when it was not the person
 * stopped   what had not begun never will
 * done      every task has ended
 */
export type BatchState = 'running' | 'paused' | 'stopped' | 'done';

/** Tasks that were started together. */
export interface BatchInfo {
  readonly id: string;
  readonly name: string;
  readonly state: BatchState;
  /** How many tasks are in which state; `waiting` ones have not had their turn. What was tried again counts once. */
  readonly counts: Readonly<Partial<Record<TaskState | 'waiting', number>>>;
  /** What has to be done before it can go on (top up, set a key). */
  readonly reason?: TaskError;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When its last task ended. */
  readonly finishedAt?: number;
}

export interface BatchOptions {
  readonly name: string;
  /** How many tasks of it may be under way at a time. */
  readonly atOnce?: number;
}

export interface BatchStart {
  /** Undefined when no intent was valid, so that nothing was written. */
  readonly batchId?: string;
  /** Intents that were left out, by their place, and why. */
  readonly refused: readonly { readonly index: number; readonly error: Error }[];
}

export interface BatchRetry {
  /** How many run again. */
  readonly count: number;
  /** Why each of the others that failed is left out: it is not valid any more. */
  readonly refused: readonly Error[];
}

/** The engine as the vscode layer sees it. Made by `createEngine(ports)` in engine.ts. */
export interface Engine extends Disposable {
  models(): readonly ModelSummary[];
  entries(): readonly ModelEntry[];
  entry(id: string): ModelEntry | undefined;
  form(id: string): FormModel | undefined;
  /**
   * Validates and prices; looks into local media files for the facts that count. A model that is not known or cannot be
   * run is an issue at the path `model`.
   */
  evaluate(model: string, draft: Draft): Promise<Evaluation>;
  facts(value: string): Promise<MediaFacts>;
  /** Credits left. Throws KieError. With `key`, asks with that key instead of the stored one (to check it before it is stored). */
  credits(key?: string): Promise<number>;
  /** The last balance seen, without asking. */
  readonly lastCredits: number | undefined;

  /**
   * Validates, writes the ledger row and starts the work in the background.
   * Throws, with nothing written, InvalidInputError, and KieError when there is no key or when the exact price is more
   * than the balance (asked anew; remedy `top-up`).
   */
  start(intent: Intent): Promise<Task>;
  /** Resolves when the task is active no more, whatever its end. The signal stops the waiting, not the task. */
  settled(localId: string, signal?: AbortSignal): Promise<Task>;
  tasks(): readonly Task[];
  task(localId: string): Task | undefined;
  /** A new task with the same input, which names the old one when that is `unknown`. Costs again. */
  runAgain(localId: string): Promise<Task>;
  /** Runs an `unknown` task again on purpose, which may cost twice; the old one stays and explains itself. */
  tryAgain(localId: string): Promise<Task>;
  /** Only stops following: KIE cannot cancel. While still preparing, nothing is sent any more. */
  stop(localId: string): void;
  /**
   * Lets a held task go on, at the price that the hold names. `hold` is the one that the user saw: returns false and does
   * nothing when the task is no longer held, or for another reason.
   */
  approve(localId: string, hold: TaskHold): boolean;
  /**
   * Follows a stopped task again, saves what could not be saved, or downloads the results of a done task again, with
   * `saveTo` there. Costs nothing.
   */
  resume(localId: string, saveTo?: SaveTarget): void;
  /** Whether `resume` has something to do: a result to ask for, to save or to download again, without a new purchase. */
  canResume(localId: string): boolean;
  /**
   * Downloads results of a `done` task once more, beside the files that are there, while their addresses live (24 hours):
   * the one at `index`, else those whose files are gone, else all. Costs nothing. Rejects when the addresses have expired.
   */
  downloadAgain(localId: string, index?: number): Promise<void>;
  /**
   * Saves content that was fetched but not recognized (`TaskResult.unverified`) as it is, with the extension of its
   * address. Costs nothing. Throws when there is none.
   */
  saveAnyway(localId: string, index?: number): void;
  /** Whether KIE can be asked about it by an id: some operations answer at once, and no record of them is kept. */
  hasRecord(localId: string): boolean;
  /** Gives an `unknown` task the id it got at KIE. */
  adopt(localId: string, taskId: string): void;
  /** The services that a task id can belong to, for choosing one in `follow`. */
  services(): readonly { readonly id: string; readonly label: string }[];
  /**
   * Takes up a task that was made elsewhere, by its id at KIE: follows it and collects its results. Costs nothing.
   * Gives the task there is when the id is known here. Throws NotFoundError when no service knows it.
   */
  follow(taskId: string, options: FollowOptions): Promise<Task>;
  /** Saves what is there already of a task that still runs (a first song), and goes on following. */
  collectEarly(localId: string): void;
  /** What the documentation allows on a finished task, with ids and places filled in. */
  followUps(localId: string): readonly FollowUp[];
  /** The draft of the entry that took over from a former one; undefined when there is none. */
  successorOf(model: string, input: Draft): { readonly model: string; readonly input: Draft } | undefined;
  /** Forgets ended tasks (files stay). Active ones are left alone. */
  remove(localId: string): void;
  /**
   * Takes up what an earlier session or a closed window left, and tries once more to collect what passing trouble kept
   * from being saved in the last 24 hours: call once after activation.
   */
  resumeAll(): void;
  /** Whether this window looks after the task: true while its end is told where it ended, false in all other windows. */
  isOurs(localId: string): boolean;
  /** KIE's public price list, read now; undefined where there is none. Needs no key, costs nothing, throws nothing of its own. */
  priceFeed(signal?: AbortSignal): Promise<readonly FeedRow[] | undefined>;
  /** From now on drafts are priced in the light of this list. */
  setLivePrices(rows: readonly FeedRow[]): Promise<void>;
  /** What the list says of a model; undefined while there is no list or no such model. */
  livePrice(model: string): LiveView | undefined;
  /**
   * Writes all tasks at once, which then go on some at a time, in this order, in whatever window is open. A batch pauses
   * by itself when credits or the key are missing. Throws KieError when there is no key.
   */
  startBatch(intents: readonly Intent[], options: BatchOptions): Promise<BatchStart>;
  /** Newest first. */
  batches(): readonly BatchInfo[];
  batch(batchId: string): BatchInfo | undefined;
  /** What is under way goes on; nothing else begins. */
  pauseBatch(batchId: string): void;
  resumeBatch(batchId: string): void;
  /** What was not sent yet is stopped; what was goes on to its end. */
  stopBatch(batchId: string): void;
  /** Runs anew those of `localIds` that failed in it, never what is `unknown`. Costs: name only what was agreed to. */
  retryFailed(batchId: string, localIds: readonly string[]): Promise<BatchRetry>;
  /** The next turn in its batch is for this one. */
  toFront(localId: string): void;
  /** A batch was paused, went on, or has ended (`finishedAt`): the end is told in one window only. */
  onBatch(listener: (batch: BatchInfo) => void): Disposable;
  /**
   * Credits spent or promised by tasks begun on the day (local time) of `now` (milliseconds since 1970), in all windows and
   * by programs, those of tasks that were forgotten since too.
   */
  spentToday(now?: number): number;
  /** Forgets every ended task that cannot hold an unsaved result; files and the day's credits stay. Resolves to how many. */
  clearHistory(): Promise<number>;
  /** What a person looks at is asked about first, until the result is disposed. */
  watch(localIds: readonly string[]): Disposable;
  /** Whether KIE could be reached when it was last tried. */
  readonly online: boolean;
  /** Told once when KIE cannot be reached any more, and once when it can again. */
  onOnline(listener: (online: boolean) => void): Disposable;
  /** What happened to a task, in order: its states, and of this session the calls to KIE. Holds no secret. */
  trace(localId: string): readonly TraceItem[];
  /**
   * The changed tasks, of all windows; none of them when tasks were only removed, and when another window has begun, paused,
   * continued, stopped or ended a batch.
   */
  onTasks(listener: (changed: readonly Task[]) => void): Disposable;
  onCredits(listener: (credits: number) => void): Disposable;
  /** Entries that the person takes from documentation pages; they stand in `models` and `entries` at once. */
  readonly docs: DocsModels;
  /** Where a damaged ledger was put at the start, when there was one. */
  readonly damagedLedger: string | undefined;
  /** How many tasks could be read from it. */
  readonly salvagedTasks: number;
  /** Resolves once a disposed engine has let go of everything: a createTask on its way is waited for. */
  closed(): Promise<void>;
}
