import * as l10n from '@vscode/l10n';
import type { Push } from '../src/shared/protocol/messages.ts';
import { REQUESTS } from '../src/shared/protocol/requests.ts';
import type { ParamsOf, RequestName, ResultOf } from '../src/shared/protocol/requests.ts';
import { readMessage } from './messages.ts';

/** The message channel and the clock; tests replace both. */
export interface Transport {
  post(message: unknown): void;
  /** Calls back with the data of each message. */
  listen(onMessage: (data: unknown) => void): void;
  /** Calls back once after `ms` milliseconds unless canceled. */
  later(ms: number, callback: () => void): () => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
}

/** The webview's end of the protocol: numbers its requests and settles each exactly once, by answer or by timeout. */
export class Rpc {
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  #seq = 0;

  constructor(transport: Transport, onPush: (push: Push) => void, onProblem: (message: string) => void) {
    this.#transport = transport;
    transport.listen(data => {
      const message = readMessage(data);
      if (message === undefined) onProblem(l10n.t('Received an invalid message from the extension.'));
      else if (message.type !== 'answer') onPush(message);
      else this.#settle(message.seq, message.ok ? { result: message.result } : { error: message.message });
    });
  }

  /**
   * Sends a request.
   * @throws the extension's message, or an error of its own after a timeout or an invalid answer
   */
  ask<N extends RequestName>(name: N, params: ParamsOf<N>): Promise<ResultOf<N>> {
    const seq = ++this.#seq;
    const { result: isResult, timeoutMs } = REQUESTS[name];
    return new Promise<unknown>((resolve, reject) => {
      const cancel = this.#transport.later(timeoutMs, () =>
        this.#settle(seq, { error: l10n.t('The extension did not respond. Close and reopen the view to try again.') })
      );
      const check = (result: unknown): void => {
        if (isResult(result)) resolve(result);
        else reject(new Error(l10n.t('Received an invalid response from the extension ({0}).', name)));
      };
      this.#pending.set(seq, { resolve: check, reject, cancel });
      this.#transport.post({ seq, name, params });
    }) as Promise<ResultOf<N>>;
  }

  #settle(seq: number, outcome: { readonly result: unknown } | { readonly error: string }): void {
    const pending = this.#pending.get(seq);
    if (pending === undefined) return;
    this.#pending.delete(seq);
    pending.cancel();
    if ('error' in outcome) pending.reject(new Error(outcome.error));
    else pending.resolve(outcome.result);
  }
}
