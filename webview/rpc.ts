import * as l10n from '@vscode/l10n';
import type { Push, RequestName, Requests } from '../src/shared/protocol.ts';
import { isAnswerTo, readMessage } from './guards.ts';

/** How messages leave and arrive, and time; a test brings its own. */
export interface Transport {
  post(message: unknown): void;
  /** Calls back with the data of each message, as it came. */
  listen(onMessage: (data: unknown) => void): void;
  /** Calls back once after `ms` milliseconds unless cancelled. */
  later(ms: number, callback: () => void): () => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
}

const MINUTE = 60_000;

/** Milliseconds until a request counts as lost. Where a person answers a question of the host, there is much time. */
const PATIENCE: Readonly<Record<RequestName, number>> = {
  ready: MINUTE / 2,
  chooseModel: MINUTE / 2,
  evaluate: MINUTE / 2,
  command: 60 * MINUTE,
  pickMedia: 60 * MINUTE,
  pickEarlier: 60 * MINUTE,
  giveMedia: 10 * MINUTE,
  readSound: MINUTE,
  useResult: MINUTE / 2,
  picker: MINUTE / 2,
  request: MINUTE / 2,
  quote: MINUTE / 2,
  savePreset: 60 * MINUTE,
  removePreset: 60 * MINUTE,
  run: 60 * MINUTE
};

/** The page's end of the protocol: numbers its requests and settles each exactly once, by answer or by time. */
export class Rpc {
  private readonly transport: Transport;
  private readonly pending = new Map<number, Pending>();
  private seq = 0;

  constructor(transport: Transport, onPush: (push: Push) => void, onProblem: (message: string) => void) {
    this.transport = transport;
    transport.listen(data => {
      const message = readMessage(data);
      if (message === undefined) onProblem(l10n.t('Received an invalid message from the extension.'));
      else if (message.type !== 'answer') onPush(message);
      else this.settle(message.seq, message.ok ? { result: message.result } : { error: message.message });
    });
  }

  /**
   * Sends a request. Rejects with the host's sentence, or with one of our own when no answer came in
   * time or it was none.
   */
  ask<N extends RequestName>(name: N, params: Requests[N]['params']): Promise<Requests[N]['result']> {
    const seq = ++this.seq;
    return new Promise<unknown>((resolve, reject) => {
      const cancel = this.transport.later(PATIENCE[name], () =>
        this.settle(seq, { error: l10n.t('The extension did not respond. Close and reopen the view to try again.') })
      );
      const check = (result: unknown): void => {
        if (isAnswerTo(name, result)) resolve(result);
        else reject(new Error(l10n.t('Received an invalid response from the extension ({0}).', name)));
      };
      this.pending.set(seq, { resolve: check, reject, cancel });
      this.transport.post({ seq, name, params });
    }) as Promise<Requests[N]['result']>;
  }

  private settle(seq: number, outcome: { readonly result: unknown } | { readonly error: string }): void {
    const waiting = this.pending.get(seq);
    if (waiting === undefined) return;
    this.pending.delete(seq);
    waiting.cancel();
    if ('error' in outcome) waiting.reject(new Error(outcome.error));
    else waiting.resolve(outcome.result);
  }
}
