import type * as vscode from 'vscode';
import type { Logger } from '../core/base/ports.ts';
import type { ImageTool } from '../shared/catalog/imageTools.ts';
import type { Draft } from '../shared/form.ts';
import type { Drawing } from '../shared/protocol/imageTool.ts';
import type { KieStudioApi } from './api/kieStudioApi.ts';
import type { Account } from './features/account/account.ts';
import type { ApiKey } from './features/account/apiKey.ts';
import type { Ask } from './common/confirm.ts';
import type { EngineService } from './common/engineService.ts';
import type { LivePrices } from './common/livePrices.ts';
import type { Notifier } from './features/tasks/notifications/notifier.ts';
import type { Approvals } from './features/run/approvals.ts';
import type { DailyLimit } from '../core/tasks/dailyLimit.ts';
import type { State } from './state.ts';
import type { OutputFolder } from './features/run/outputFolder.ts';

/**
 * The values that stay in the form below an opened request:
 * replace  none
 * prompt   the last prompt for that model
 * session  the last prompt for any model; in an optional field, reported as carried over
 * merge    all values that were entered for that model
 */
export type OpenHow = 'replace' | 'prompt' | 'session' | 'merge';

/** The form of the Generate view. */
export interface Form {
  /** Shows the form with a model and a draft. */
  open(model: string | undefined, draft: Draft, how?: OpenHow): Promise<void>;
  /** Moves the focus to the prompt. */
  focusPrompt(): Promise<void>;
  /** Empties the form of the model. */
  reset(): Promise<void>;
  /** The current model and draft. */
  current(): Promise<{ readonly model?: string; readonly draft: Draft }>;
}

/** A mask or boxes to draw in an editor of their own. */
export interface ImageToolRequest {
  /** One editor is open for each key. */
  readonly key: string;
  readonly tool: ImageTool;
  /** The label of the field that gets the drawing. */
  readonly label: string;
  /** The name of the image. */
  readonly name: string;
  /** Puts the drawing into the form. Rejects with a sentence for the user; the editor stays open then. */
  readonly apply: (drawing: Drawing) => Promise<void>;
}

/** A result by its task and its place among the results of the task. */
export interface ResultTarget {
  readonly localId: string;
  readonly index: number;
}

/** Opens results in the Result editor. */
export interface ResultOpener {
  open(
    target: ResultTarget,
    options: {
      readonly where: 'active' | 'beside';
      readonly preserveFocus: boolean;
      /** In an editor of its own, which the next result does not replace. */
      readonly isPinned?: boolean;
    }
  ): Promise<void>;
}

/** The services of the extension. Commands and views declare the services that they use: `Pick<Services, …>`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly state: State;
  readonly log: Logger;
  readonly key: ApiKey;
  readonly engine: EngineService;
  readonly account: Account;
  readonly livePrices: LivePrices;
  readonly output: OutputFolder;
  readonly ask: Ask;
  readonly dailyLimit: DailyLimit;
  readonly approvals: Approvals;
  readonly notifier: Notifier;
  readonly form: Form;
  readonly resultEditors: ResultOpener;
  /** Opens the editor for a mask or boxes. */
  drawOnImage(request: ImageToolRequest): Promise<void>;
  readonly api: KieStudioApi;
  /** The selected items of the Tasks view. */
  selectedNodes(): readonly unknown[];
  /** Shows more items of a list in the Tasks view, by list ID. */
  showMore(list: unknown): void;
  /** The list of the Tasks view. */
  readonly taskList: {
    /** Reads everything again. */
    refresh(): void;
    /** Shows the new thumbnail of the result with this path. */
    thumbnailAdded(path: string): void;
    /** The text that the shown tasks contain; empty when all are shown. */
    filter(): string;
    setFilter(text: string): Promise<void>;
  };
  showLog(): void;
  /** The last lines of the log, oldest first. */
  recentLines(): readonly string[];
}
