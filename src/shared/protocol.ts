/**
 * The messages between the Generate view and the host.
 * A request carries a number and gets exactly one answer with it, ok or error. The host also posts whole
 * values on its own: the first snapshot as soon as the view is shown, while the page still loads.
 */
import type { Draft, Evaluation, FormModel, Issue, MediaFacts, ModelSummary, Price } from './form.ts';
import type { MediaKind, Scalar } from './model.ts';
import type { Task } from './task.ts';

/** A media file as the form shows it. `value` is what stands in the draft. */
export interface MediaItem {
  readonly value: string;
  readonly name: string;
  /** An address inside the webview's localResourceRoots, or a data address, for the thumbnail; absent when there is none. */
  readonly preview?: string;
  readonly facts?: MediaFacts;
}

/** The strings of the person's language, as `vscode.l10n.bundle` gives them: English text to translation. */
export type L10nBundle = Readonly<Record<string, string | { message: string; comment: string[] }>>;

/** The whole state of the view. */
export interface Snapshot {
  /** Absent in English. Taken over before the first picture is drawn; later ones are not looked at. */
  readonly l10n?: L10nBundle;
  readonly models: readonly ModelSummary[];
  readonly model?: FormModel;
  readonly draft: Draft;
  /** Grows when the extension puts another request into the form. */
  readonly edition: number;
  /** How many changes of the page within this edition are in the draft: of two drafts the one with more is the newer. */
  readonly typed: number;
  /** What is known of the media values in the draft, by value. */
  readonly media: Readonly<Record<string, MediaItem>>;
  readonly evaluation?: Evaluation;
  readonly account: Account;
  /** Tasks that this view started and that are worth showing, newest first. */
  readonly tasks: readonly TaskLine[];
  /** What the newest of these tasks was started together with, while some of it runs or when not all of it went well. */
  readonly batch?: BatchLine | undefined;
  readonly picker: PickerState;
  /** Saved values that fit the model, those of this model and those for all. */
  readonly presets: readonly FormPreset[];
  /** After a change of the model: labels of what was filled in and found no place in the new one. */
  readonly leftOut?: readonly string[];
}

/** The state with another model; the list of models and the language stay as they were. */
export type Chosen = Omit<Snapshot, 'models' | 'l10n'>;

/** What the host keeps for the choice of models. */
export interface PickerState {
  /** Model ids, newest first. */
  readonly favourites: readonly string[];
  readonly recent: readonly string[];
  readonly showFormer: boolean;
  /** Models that came with a recent version of the table. */
  readonly fresh: readonly string[];
  /** The model chosen last for each category (`output:video`, `task:lip-sync`). */
  readonly last: Readonly<Record<string, string>>;
}

/** Values under a name, from the settings of the person or of the workspace. */
export interface FormPreset {
  readonly name: string;
  readonly scope: 'user' | 'workspace';
  /** The model that it belongs to; absent when it is for all. */
  readonly model?: string;
  readonly values: Draft;
}

/** What would be sent, in three ways to write it. The key is in none of them. */
export interface RequestTexts {
  readonly json: string;
  readonly curl: string;
  readonly api: string;
}

/** A file that was dropped or pasted: where it stands, or what is in it. */
export type GivenFile = { readonly uri: string } | { readonly name: string; readonly data: Uint8Array };

/** Several runs at once: as often as `times`, or once for each value of a parameter. */
export interface Batch {
  readonly times: number;
  readonly sweep?: { readonly name: string; readonly values: readonly Scalar[] };
}

export interface Account {
  readonly hasKey: boolean;
  /** Credits left, when they are known. */
  readonly credits?: number;
}

export interface TaskLine {
  readonly task: Task;
  /** Webview address of the first result's picture, when it is one. */
  readonly preview?: string;
  /** The saved results that the page can show, with their place among the results. */
  readonly shown?: readonly ShownResult[];
  /** Webview address of the picture that went in, to compare with. */
  readonly source?: string;
  /** There is more from this result. */
  readonly goesOn?: true;
  /** Seconds that this model usually takes, when earlier tasks tell. */
  readonly usualSeconds?: number;
}

/** Several runs of the form, as one line. */
export interface BatchLine {
  readonly id: string;
  readonly name: string;
  /** How far it is, for a person: "17 of 20 done, 2 failed". */
  readonly text: string;
  /** Why some failed, the most frequent first. */
  readonly failures: readonly string[];
  /** All has ended and some of it failed: just that can run anew. */
  readonly canRetry: boolean;
}

export interface ShownResult {
  readonly index: number;
  readonly kind: MediaKind;
  readonly name: string;
  readonly src: string;
}

/** Requests from the webview, by name: what is sent and what comes back. */
export interface Requests {
  /** Always first. Answers with the whole state, unless it was posted ahead: a page that missed that asks again. */
  ready: { params: Readonly<Record<string, never>>; result: { readonly snapshot?: Snapshot } };
  /** With `ahead` it only says what would be shown, and keeps nothing. */
  chooseModel: { params: { readonly id: string; readonly ahead?: true }; result: Chosen };
  /** Sent on every change of the draft; `revision` grows, answers to older ones are dropped. `edition` as in a snapshot. */
  evaluate: {
    params: {
      readonly revision: number;
      readonly model: string;
      readonly draft: Draft;
      readonly edition: number;
      readonly typed: number;
    };
    result: {
      readonly revision: number;
      readonly evaluation: Evaluation;
      readonly media: Readonly<Record<string, MediaItem>>;
    };
  };
  /**
   * Asks for files of the workspace, or for earlier results, or takes the file of the active editor. Answers with what
   * was chosen, empty when nothing was.
   */
  pickMedia: {
    params: {
      readonly kind: MediaKind;
      readonly many: boolean;
      readonly accept: readonly string[];
      readonly source?: MediaSource;
    };
    result: { readonly items: readonly MediaItem[] };
  };
  /** Asks for an earlier task that has an id for the parameter `name`: all that it gives, or nothing when none was chosen. */
  pickEarlier: {
    params: { readonly model: string; readonly name: string };
    result: { readonly values?: Draft };
  };
  /** Takes files that were dropped or pasted; what has no place on disk yet is stored by the host. */
  giveMedia: {
    params: { readonly files: readonly GivenFile[] };
    result: { readonly items: readonly MediaItem[] };
  };
  /** The bytes of a sound in the draft, to be drawn; none of what is too large or no file here. */
  readSound: { params: { readonly value: string }; result: { readonly data?: Uint8Array } };
  /** A result as a value for a field. */
  useResult: {
    params: { readonly localId: string; readonly index: number };
    result: { readonly items: readonly MediaItem[] };
  };
  /** Changes what is kept for the choice of models, and answers with all of it. */
  picker: {
    params: { readonly favourite?: { readonly id: string; readonly on: boolean }; readonly showFormer?: boolean };
    result: PickerState;
  };
  /** Exactly what would be sent; refused while there are problems. */
  request: { params: { readonly model: string; readonly draft: Draft }; result: RequestTexts };
  /** How many runs of a batch are valid and what those cost altogether, with the problems of the others. */
  quote: {
    params: { readonly model: string; readonly draft: Draft; readonly batch: Batch };
    result: { readonly count: number; readonly price: Price; readonly issues: readonly Issue[] };
  };
  /** Asks for a name and a place and keeps the values of the draft there. */
  savePreset: {
    params: { readonly model: string; readonly draft: Draft };
    result: { readonly presets: readonly FormPreset[] };
  };
  /** Asks which preset to remove. */
  removePreset: { params: { readonly model: string }; result: { readonly presets: readonly FormPreset[] } };
  run: {
    params: { readonly model: string; readonly draft: Draft; readonly batch?: Batch };
    /** `problem`: why some of several runs were not started. */
    result: { readonly started: boolean; readonly localId?: string; readonly problem?: string };
  };
  /** Runs one of a short list of commands. `text` is what to copy, a media value to open, or the id of a batch. */
  command: {
    params: {
      readonly name: ViewCommand;
      readonly localId?: string;
      readonly index?: number;
      readonly text?: string;
    };
    result: Readonly<Record<string, never>>;
  };
}

export type MediaSource = 'files' | 'editor' | 'results';

export type ViewCommand =
  | 'setApiKey'
  | 'refreshCredits'
  | 'openDocs'
  | 'openResult'
  | 'insertResult'
  | 'reuse'
  | 'showTask'
  | 'copy'
  | 'openMedia'
  /** The price is being looked at: KIE's own list is read, once a day at most. */
  | 'openPrice'
  /** What the documentation allows on the result `index`. */
  | 'moreFromResult'
  /** What took the place of the model of a failed task. */
  | 'openSuccessor'
  /** Runs anew what failed in a batch, after the question about its price. */
  | 'retryFailed'
  /** Lets a held task go on, after the question about its price. */
  | 'approve';

export type RequestName = keyof Requests;

export type ToHost = {
  [N in RequestName]: { readonly seq: number; readonly name: N; readonly params: Requests[N]['params'] };
}[RequestName];

export type Answer =
  | { readonly type: 'answer'; readonly seq: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'answer'; readonly seq: number; readonly ok: false; readonly message: string };

/** What the host posts on its own: whole values, never differences. */
export type Push =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'account'; readonly account: Account }
  | ({ readonly type: 'tasks' } & Pick<Snapshot, 'tasks' | 'batch'>);

export type ToWebview = Answer | Push;
