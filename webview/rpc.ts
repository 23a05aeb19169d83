import * as l10n from '@vscode/l10n';
import type {
  Answer,
  NameIn,
  ParamsIn,
  PushIn,
  PushTable,
  RequestTable,
  ResultIn
} from '../src/shared/protocol/channel.ts';
import type { PUSHES } from '../src/shared/protocol/messages.ts';
import type { REQUESTS } from '../src/shared/protocol/requests.ts';
import { readMessage } from './messages.ts';

/** The message channel and the clock; tests replace both. */
export interface Transport {
  post(message: unknown): void;
  /** Calls back with the data of each message. */
  listen(onMessage: (data: unknown) => void): void;
  /** Calls back once after `ms` milliseconds unless canceled. */
  later(ms: number, callback: () => void): () => void;
}

/** The protocol of a webview. The default is that of the Generate view. */
export interface Protocol<T extends RequestTable = typeof REQUESTS, P extends PushTable = typeof PUSHES> {
  readonly requests: T;
  readonly pushes: P;
}

/** Receives everything that is not an answer. */
export interface Receiver<P extends PushTable> {
  readonly onPush: (push: PushIn<P>) => void;
  readonly onProblem: (message: string) => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
}

/** The webview's end of the protocol: numbers its requests and settles each exactly once, by answer or by timeout. */
export class Rpc<T extends RequestTable = typeof REQUESTS, P extends PushTable = typeof PUSHES> {
  readonly #requests: T;
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  #seq = 0;

  constructor({ requests, pushes }: Protocol<T, P>, transport: Transport, { onPush, onProblem }: Receiver<P>) {
    this.#requests = requests;
    this.#transport = transport;
    transport.listen(data => {
      const message = readMessage(pushes, data);
      if (message === undefined) onProblem(l10n.t('Received an invalid message from the extension.'));
      else if (!isAnswer(message)) onPush(message);
      else this.#settle(message.seq, message.ok ? { result: message.result } : { error: message.message });
    });
  }

  /**
   * Sends a request.
   * @throws the extension's message, or an error of its own after a timeout or an invalid answer
   */
  ask<N extends NameIn<T>>(name: N, params: ParamsIn<T, N>): Promise<ResultIn<T, N>> {
    const seq = ++this.#seq;
    const type = this.#requests[name];
    if (type === undefined) return Promise.reject(new Error(`Unknown request: ${name}`));
    const { result: isResult, timeoutMs } = type;
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
    }) as Promise<ResultIn<T, N>>;
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

const isAnswer = (message: Answer | { readonly type: string }): message is Answer => message.type === 'answer';
