/**
 * The line to the extension. Imported before everything else of the page: the extension gathers the whole state while
 * the controls are being registered.
 */
import type { Push, Snapshot } from '../../src/shared/protocol.ts';
import { Rpc } from '../rpc.ts';
import type { Store } from './app.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Who takes what the extension says on its own. */
export interface Listener {
  onPush(push: Push): void;
  fail(error: unknown): void;
}

const api = acquireVsCodeApi();
let listener: Listener | undefined;

export const rpc = new Rpc(
  {
    post: message => api.postMessage(message),
    listen: onMessage => addEventListener('message', event => onMessage(event.data)),
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    }
  },
  push => listener?.onPush(push),
  problem => listener?.fail(new Error(problem))
);

/** The whole state, asked for already. */
export const state: Promise<Snapshot> = rpc.ask('ready', {});

export const store: Store = { get: () => api.getState(), set: kept => api.setState(kept) };

/** Nothing is said before the state has come, so there is time to say who listens. */
export function listenWith(to: Listener): void {
  listener = to;
}
