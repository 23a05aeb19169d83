import { messageOf } from '../../shared/messageOf.ts';
import type { Ledger } from '../tasks/store/ledger.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';
import { Balance } from '../tasks/balance.ts';
import type { Connection } from '../tasks/connection.ts';

export interface KieAccountParts {
  readonly client: Pick<KieClient, 'credits'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly connection: Connection;
  /** The ledger, which records the credits of all windows. */
  readonly ledger: Pick<Ledger, 'spending'>;
  /** Aborts all queries. */
  readonly signal: AbortSignal;
}

/** `engine.account`: the balance of the KIE account and the credits spent today. */
export class KieAccount {
  readonly balance: Balance;
  readonly #parts: KieAccountParts;
  readonly #listeners: Listeners<number>;

  constructor(parts: KieAccountParts) {
    this.#parts = parts;
    this.#listeners = new Listeners('credits', parts.log);
    this.balance = new Balance(() => this.#query(), parts.clock);
  }

  /**
   * Requests the balance. Concurrent callers share a request.
   *
   * @param key - used instead of the stored key, to check it before it is stored
   * @throws {@link KieError}
   */
  credits(key?: string): Promise<number> {
    return key === undefined ? this.balance.look() : this.#query(key);
  }

  /** Returns the last known balance without a request. */
  get lastCredits(): number | undefined {
    return this.balance.last;
  }

  /**
   * Returns the credits of tasks that were sent on the local day of `now` (milliseconds since 1970) or are about to be
   * sent, in all windows and by API callers, including removed tasks. A task whose price is unknown counts as soon as
   * KIE reports its credits.
   */
  spentToday(now: number = this.#parts.clock.now()): number {
    return this.#parts.ledger.spending.today(now);
  }

  /** Reports each received balance. */
  onDidChange(listener: (credits: number) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Requests the balance in the background; only logs a failure. */
  async refresh(): Promise<void> {
    try {
      await this.balance.look();
    } catch (error) {
      this.#parts.log.debug(`The balance is not known: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }

  async #query(key?: string): Promise<number> {
    const { client, signal, connection } = this.#parts;
    const credits = await client.credits({ signal, ...(key === undefined ? {} : { key }) });
    connection.found();
    this.balance.note(credits, key !== undefined);
    this.#listeners.fire(credits);
    return credits;
  }
}
