import type { Draft, Evaluation, FormModel, MediaFacts, ModelSummary } from '../shared/form.ts';
import type { ModelEntry } from '../shared/model.ts';
import type { Task, TaskOrigin } from '../shared/task.ts';
import type { FeedRow } from './kie/priceFeed.ts';
import type { FollowUp } from './models/followUps.ts';
import type { LiveView } from './models/livePrices.ts';
import type { DocsModels } from './models/docs/docsModels.ts';
import type { Disposable } from './ports.ts';

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
   * Throws InvalidInputError (nothing was written) and KieError when there is no key.
   */
  start(intent: Intent): Promise<Task>;
  /** Resolves when the task is active no more, whatever its end. The signal stops the waiting, not the task. */
  settled(localId: string, signal?: AbortSignal): Promise<Task>;
  tasks(): readonly Task[];
  task(localId: string): Task | undefined;
  /** A new task with the same input. Costs again. */
  runAgain(localId: string): Promise<Task>;
  /** Only stops following: KIE cannot cancel. While still preparing, nothing is sent any more. */
  stop(localId: string): void;
  /** Follows a stopped task again, or collects again what could not be saved, with `saveTo` there. Costs nothing. */
  resume(localId: string, saveTo?: SaveTarget): void;
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
  setLivePrices(rows: readonly FeedRow[]): void;
  /** What the list says of a model; undefined while there is no list or no such model. */
  livePrice(model: string): LiveView | undefined;
  onTasks(listener: (changed: readonly Task[]) => void): Disposable;
  onCredits(listener: (credits: number) => void): Disposable;
  /** Entries that the person takes from documentation pages; they stand in `models` and `entries` at once. */
  readonly docs: DocsModels;
  /** Where a damaged ledger was put at the start, when there was one. */
  readonly damagedLedger: string | undefined;
  /** Resolves once a disposed engine has let go of everything: a createTask on its way is waited for. */
  closed(): Promise<void>;
}
