import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Account as AccountState } from '../../../shared/protocol/snapshot.ts';
import type { Logger } from '../../../core/base/ports.ts';
import { ContextKeys } from '../../ids.ts';
import type { ApiKey } from './apiKey.ts';
import type { EngineService } from '../../common/engineService.ts';
import { activeTasks } from '../../../shared/tasks/activeTasks.ts';

/** Whether an API key is set, the balance, and the next try while KIE is unreachable. Requests the balance only on demand, never at activation. */
export class Account implements vscode.Disposable {
  readonly #key: ApiKey;
  readonly #engineService: EngineService;
  readonly #log: Logger;
  readonly #changed = new vscode.EventEmitter<AccountState>();
  readonly #subscriptions: vscode.Disposable[];
  readonly onDidChange = this.#changed.event;
  #hasKey: boolean | undefined;
  #credits: number | undefined;
  #active = 0;

  constructor(key: ApiKey, engineService: EngineService, log: Logger) {
    this.#key = key;
    this.#engineService = engineService;
    this.#log = log;
    this.#subscriptions = [
      key.onDidChange(() => this.#inBackground(this.#keyChanged())),
      engineService.onCredits(credits => this.#setCredits(credits)),
      engineService.onOnline(() => this.#changed.fire(this.state)),
      engineService.onTasks(() => {
        const active = activeTasks(engineService.current?.tasks).length;
        const ended = active < this.#active;
        this.#active = active;
        if (ended) this.#inBackground(this.refresh());
      })
    ];
  }

  get state(): AccountState {
    const retryAt = this.#engineService.current?.connection.retryAt;
    return {
      hasKey: this.#hasKey ?? false,
      ...(this.#credits === undefined ? {} : { credits: this.#credits }),
      ...(retryAt === undefined ? {} : { retryAt })
    };
  }

  /**
   * Looks up the key unless that was already done. Later changes fire an event, and the call to the main process is
   * slow.
   */
  async known(): Promise<void> {
    if (this.#hasKey === undefined) await this.checkKey();
  }

  /** Looks up the key without a network request. */
  async checkKey(): Promise<boolean> {
    const hasKey = (await this.#key.get()) !== undefined;
    if (hasKey !== this.#hasKey) {
      this.#hasKey = hasKey;
      await vscode.commands.executeCommand('setContext', ContextKeys.keyMissing, !hasKey);
      await vscode.commands.executeCommand('setContext', ContextKeys.keySet, hasKey);
      this.#changed.fire(this.state);
    }
    return hasKey;
  }

  /** Requests the balance from KIE. A failure is logged and keeps the last value. */
  async refresh(): Promise<void> {
    if (!(await this.checkKey())) return;
    try {
      this.#setCredits(await (await this.#engineService.get()).account.credits());
    } catch (error) {
      this.#log.warn(`Balance: ${messageOf(error)}`);
    }
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#log.error(`API key: ${messageOf(error)}`));
  }

  #setCredits(credits: number): void {
    if (credits === this.#credits) return;
    this.#credits = credits;
    this.#changed.fire(this.state);
  }

  async #keyChanged(): Promise<void> {
    this.#credits = undefined;
    const had = this.#hasKey;
    const has = await this.checkKey();
    if (has === had) this.#changed.fire(this.state);
    // Requests the balance only if it was shown before or a key was just set.
    if (has) await this.refresh();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
