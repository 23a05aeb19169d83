import { messageOf } from '../../shared/messageOf.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';
import { Balance } from '../tasks/balance.ts';
import type { Connection } from '../tasks/connection.ts';

export interface CreditsDeps {
  readonly client: Pick<KieClient, 'credits'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly connection: Connection;
  /** Ends every question. */
  readonly signal: AbortSignal;
}

/** The credits of the account: asked of KIE, remembered, told to whoever listens. */
export class Credits {
  readonly balance: Balance;
  readonly #deps: CreditsDeps;
  readonly #listeners: Listeners<number>;

  constructor(deps: CreditsDeps) {
    this.#deps = deps;
    this.#listeners = new Listeners('credits', deps.log);
    this.balance = new Balance(() => this.ask(), deps.clock);
  }

  /** Asks KIE now, with `key` instead of the stored one. Throws KieError. */
  async ask(key?: string): Promise<number> {
    const { client, signal, connection } = this.#deps;
    const credits = await client.credits({ signal, ...(key === undefined ? {} : { key }) });
    connection.found();
    this.balance.note(credits, key !== undefined);
    this.#listeners.fire(credits);
    return credits;
  }

  /** Looks in the background; that it is not known now is no trouble. */
  async refresh(): Promise<void> {
    try {
      await this.balance.look();
    } catch (error) {
      this.#deps.log.debug(`The balance is not known: ${messageOf(error)}`);
    }
  }

  listen(listener: (credits: number) => void): Disposable {
    return this.#listeners.add(listener);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
