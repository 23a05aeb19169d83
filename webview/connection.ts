/**
 * The connection to the extension. It must be the first import of the page: the extension posts the first snapshot when
 * the view is shown, which is while the controls are still being registered.
 */
import { PUSHES } from '../src/shared/protocol/messages.ts';
import type { Push } from '../src/shared/protocol/messages.ts';
import { REQUESTS } from '../src/shared/protocol/requests.ts';
import type { Snapshot } from '../src/shared/protocol/snapshot.ts';
import { Rpc } from './rpc.ts';
import { api, transport } from './vscodeApi.ts';
import type { SavedStore } from './generate/state/page.ts';

/** Receives everything that is not an answer. */
export interface Listener {
  onPush(push: Push): void;
  fail(error: unknown): void;
}

let listener: Listener | undefined;
let resolveFirst: ((snapshot: Snapshot) => void) | undefined;
const posted = new Promise<Snapshot>(resolve => {
  resolveFirst = resolve;
});

export const rpc = new Rpc({ requests: REQUESTS, pushes: PUSHES }, transport, {
  onPush: push => {
    if (resolveFirst === undefined || push.type !== 'snapshot') listener?.onPush(push);
    else {
      resolveFirst(push.snapshot);
      resolveFirst = undefined;
    }
  },
  onProblem: problem => listener?.fail(new Error(problem))
});

/** Messages keep their order: if the answer has no snapshot and none came before it, the posted one was lost. */
async function request(): Promise<Snapshot> {
  let { snapshot } = await rpc.ask('ready', {});
  if (snapshot === undefined && resolveFirst !== undefined) ({ snapshot } = await rpc.ask('ready', {}));
  if (snapshot === undefined) return posted;
  resolveFirst = undefined;
  return snapshot;
}

/** The first snapshot, requested on import. */
export const state: Promise<Snapshot> = Promise.race([posted, request()]);

/** Webview state that VS Code keeps while the view is hidden. */
export const saved: SavedStore = { get: () => api.getState(), set: kept => api.setState(kept) };

/** Sets the listener. Nothing else is posted before the first snapshot, so none is missed. */
export function listenWith(to: Listener): void {
  listener = to;
}
