import type * as vscode from 'vscode';
import type { Logger } from '../core/base/ports.ts';
import type { Draft } from '../shared/form.ts';
import type { KieStudioApi } from './api/kieStudioApi.ts';
import type { Account } from './features/account/account.ts';
import type { ApiKey } from './features/account/apiKey.ts';
import type { Ask } from './common/confirm.ts';
import type { EngineHost } from './common/engineHost.ts';
import type { LivePrices } from './common/livePrices.ts';
import type { Notifier } from './features/tasks/notifier.ts';
import type { Approvals } from './features/run/approvals.ts';
import type { DailyLimit } from './features/run/dailyLimit.ts';
import type { Output } from './features/run/outputFolder.ts';

/** The form of the Generate view. */
export interface Form {
  /** Shows it with a model and what was given; with `merge`, what was entered for that model before stays beside it. */
  open(model: string | undefined, draft: Draft, how?: 'replace' | 'merge'): Promise<void>;
  /** What stands in it now. */
  current(): Promise<{ readonly model?: string; readonly draft: Draft }>;
}

/** What commands and views are given. */
export interface Deps {
  readonly context: vscode.ExtensionContext;
  readonly log: Logger;
  readonly key: ApiKey;
  readonly host: EngineHost;
  readonly account: Account;
  readonly livePrices: LivePrices;
  readonly output: Output;
  readonly ask: Ask;
  readonly dailyLimit: DailyLimit;
  readonly approvals: Approvals;
  readonly notifier: Notifier;
  readonly form: Form;
  readonly api: KieStudioApi;
  /** The line of the Tasks view that the keyboard is on. */
  selectedNode(): unknown;
  /** Shows more lines of a list in the Tasks view, by the id of the list. */
  showMore(list: unknown): void;
  showLog(): void;
  /** The last lines of the log, oldest first. */
  recentLines(): readonly string[];
}
