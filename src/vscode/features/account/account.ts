import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Account as AccountState } from '../../../shared/protocol/snapshot.ts';
import type { Logger } from '../../../core/base/ports.ts';
import { ContextKeys } from '../../ids.ts';
import type { ApiKey } from './apiKey.ts';
import type { EngineService } from '../../common/engineService.ts';
import { activeTasks } from '../../../shared/activeTasks.ts';

/** Whether there is a key, and the balance. Asks KIE only when told to, never at activation. */
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
      engineService.onTasks(() => {
        const active = activeTasks(engineService.current?.tasks).length;
        const ended = active < this.#active;
        this.#active = active;
        if (ended) this.#inBackground(this.refresh());
      })
    ];
  }

  get state(): AccountState {
    return { hasKey: this.#hasKey ?? false, ...(this.#credits === undefined ? {} : { credits: this.#credits }) };
  }

  /** Looks for a key if nobody has yet: later changes tell themselves, and asking VS Code's main side takes its time. */
  async known(): Promise<void> {
    if (this.#hasKey === undefined) await this.checkKey();
  }

  /** Looks for a key, without the network. */
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

  /** Asks KIE for the balance; a failure is logged and leaves the last figure. */
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
    // Only a balance that was shown before, or a key that was just set, is worth asking for.
    if (has) await this.refresh();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
