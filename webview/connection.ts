/**
 * The line to the extension. Imported before everything else of the page: the whole state, which the extension posts
 * when the view is shown, comes while the controls are being registered.
 */
import type { Push } from '../src/shared/protocol/messages.ts';
import type { Snapshot } from '../src/shared/protocol/snapshot.ts';
import { Rpc } from './rpc.ts';
import type { Store } from './generate/state/app.ts';

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
let takeFirst: ((snapshot: Snapshot) => void) | undefined;
const posted = new Promise<Snapshot>(resolve => {
  takeFirst = resolve;
});

export const rpc = new Rpc(
  {
    post: message => api.postMessage(message),
    listen: onMessage => addEventListener('message', event => onMessage(event.data)),
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    }
  },
  push => {
    if (takeFirst === undefined || push.type !== 'snapshot') listener?.onPush(push);
    else {
      takeFirst(push.snapshot);
      takeFirst = undefined;
    }
  },
  problem => listener?.fail(new Error(problem))
);

/** Messages keep their order: when an answer comes without a state and none came before, it was posted to nobody. */
async function asked(): Promise<Snapshot> {
  let { snapshot } = await rpc.ask('ready', {});
  if (snapshot === undefined && takeFirst !== undefined) ({ snapshot } = await rpc.ask('ready', {}));
  if (snapshot === undefined) return posted;
  takeFirst = undefined;
  return snapshot;
}

/** The whole state, asked for already. */
export const state: Promise<Snapshot> = Promise.race([posted, asked()]);

export const store: Store = { get: () => api.getState(), set: kept => api.setState(kept) };

/** Nothing is said before the state has come, so there is time to say who listens. */
export function listenWith(to: Listener): void {
  listener = to;
}
