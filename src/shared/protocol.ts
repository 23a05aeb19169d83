/**
 * The messages between the Generate view and the host.
 * A request carries a number and gets exactly one answer with it, ok or error. The host also posts whole
 * snapshots on its own; nothing is posted before the webview has said `ready`.
 */
import type { Draft, Evaluation, FormModel, MediaFacts, ModelSummary } from './form.ts';
import type { MediaKind } from './model.ts';
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
  /** What is known of the media values in the draft, by value. */
  readonly media: Readonly<Record<string, MediaItem>>;
  readonly evaluation?: Evaluation;
  readonly account: Account;
  /** Tasks that this view started and that are worth showing, newest first. */
  readonly tasks: readonly TaskLine[];
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
}

/** Requests from the webview, by name: what is sent and what comes back. */
export interface Requests {
  /** Always first. Answers with the whole state. */
  ready: { params: Readonly<Record<string, never>>; result: Snapshot };
  chooseModel: { params: { readonly id: string }; result: Snapshot };
  /** Sent on every change of the draft; `revision` grows, answers to older ones are dropped. */
  evaluate: {
    params: { readonly revision: number; readonly model: string; readonly draft: Draft };
    result: {
      readonly revision: number;
      readonly evaluation: Evaluation;
      readonly media: Readonly<Record<string, MediaItem>>;
    };
  };
  /** Opens the picker for files of the workspace; answers with what was chosen, empty when nothing was. */
  pickMedia: {
    params: { readonly kind: MediaKind; readonly many: boolean; readonly accept: readonly string[] };
    result: { readonly items: readonly MediaItem[] };
  };
  run: {
    params: { readonly model: string; readonly draft: Draft };
    result: { readonly started: boolean; readonly localId?: string };
  };
  /** Runs one of a short list of commands. */
  command: {
    params: { readonly name: ViewCommand; readonly localId?: string };
    result: Readonly<Record<string, never>>;
  };
}

export type ViewCommand = 'setApiKey' | 'refreshCredits' | 'openDocs' | 'openResult' | 'showTask';

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
  | { readonly type: 'tasks'; readonly tasks: readonly TaskLine[] };

export type ToWebview = Answer | Push;
