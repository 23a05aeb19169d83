import type { ResultOf } from '../../../src/shared/protocol/requests.ts';
import type { Rpc } from '../../rpc.ts';
import type { Saved } from '../model/savedState.ts';

interface EvaluatorOptions {
  /** The draft to evaluate; undefined while there is none. */
  readonly current: () => Saved | undefined;
  readonly onAnswer: (answer: ResultOf<'evaluate'>) => void;
  readonly onError: (error: unknown) => void;
}

/** Lets the extension evaluate the draft, one request at a time: changes during a request go out with the next. */
export class Evaluator {
  readonly #rpc: Rpc;
  readonly #options: EvaluatorOptions;
  #revision = 0;
  #isDirty = false;
  #isLooping = false;
  #isWaiting = false;

  constructor(rpc: Rpc, options: EvaluatorOptions) {
    this.#rpc = rpc;
    this.#options = options;
  }

  /** Whether the current draft has not been evaluated yet. */
  get isPending(): boolean {
    return this.#isDirty || this.#isWaiting;
  }

  /** Evaluates the current draft, after the request in flight if there is one. */
  evaluate(): void {
    this.#isDirty = true;
    if (!this.#isLooping) void this.#loop();
  }

  /** Ignores the answer to the request in flight. */
  discard(): void {
    this.#revision += 1;
  }

  /** Sends the current draft if the extension does not have it yet, before a request that depends on it. */
  flush(): void {
    const current = this.#options.current();
    if (!this.#isDirty || current === undefined) return;
    this.#isDirty = false;
    this.#rpc
      .ask('evaluate', { revision: ++this.#revision, ...current })
      .catch((error: unknown) => this.#options.onError(error));
  }

  async #loop(): Promise<void> {
    const { current, onAnswer, onError } = this.#options;
    this.#isLooping = true;
    try {
      while (this.#isDirty) {
        this.#isDirty = false;
        const asked = current();
        if (asked === undefined) continue;
        const revision = ++this.#revision;
        this.#isWaiting = true;
        const answer = await this.#rpc.ask('evaluate', { revision, ...asked });
        this.#isWaiting = false;
        // The model or the whole draft may have been replaced since the request.
        if (asked.model === current()?.model && answer.revision === this.#revision) onAnswer(answer);
      }
    } catch (error) {
      onError(error);
    } finally {
      this.#isLooping = false;
      this.#isWaiting = false;
    }
  }
}
