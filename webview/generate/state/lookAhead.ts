import type { Draft } from '../../../src/shared/form.ts';
import type { ModelState } from '../../../src/shared/protocol/snapshot.ts';
import type { Rpc } from '../../rpc.ts';
import { modelOf } from './pageState.ts';
import type { PageState } from './pageState.ts';
import type { Store } from '../../store.ts';

interface Look {
  readonly id: string;
  readonly draft: Draft;
  readonly state: Promise<ModelState | undefined>;
}

/** Requests the state of the model under the cursor ahead, so that its form shows at once when it is chosen. */
export class LookAhead {
  readonly #rpc: Rpc;
  readonly #store: Store<PageState>;
  #look: Look | undefined;
  #next: string | undefined;
  #isLooping = false;

  constructor(rpc: Rpc, store: Store<PageState>) {
    this.#rpc = rpc;
    this.#store = store;
  }

  /** Looks ahead at a model, one request at a time: of the models passed during a request only the last is requested. */
  async look(id: string): Promise<void> {
    this.#next = id;
    if (this.#isLooping) return;
    this.#isLooping = true;
    for (; this.#next !== undefined; await this.#look?.state) {
      const next: string = this.#next;
      if (next !== modelOf(this.#store.get()) && !this.#has(next)) {
        this.#look = { id: next, draft: this.#store.get().draft, state: this.#request(next) };
      }
      this.#next = undefined;
    }
    this.#isLooping = false;
  }

  /** Returns the look at a model with the current draft, if there is one, and forgets all looks. */
  take(id: string): Promise<ModelState | undefined> | undefined {
    const look = this.#has(id) ? this.#look?.state : undefined;
    this.#look = undefined;
    this.#next = undefined;
    return look;
  }

  #has(id: string): boolean {
    return this.#look?.id === id && this.#look.draft === this.#store.get().draft;
  }

  /** Resolves to undefined after an error: choosing the model reports it. */
  #request(id: string): Promise<ModelState | undefined> {
    return this.#rpc.ask('chooseModel', { id, ahead: true }).catch(() => undefined);
  }
}
