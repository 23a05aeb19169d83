/**
 * The connection to the extension. It must be the first import of the page: the extension posts the first snapshot when
 * the view is shown, which is while the controls are still being registered.
 */
import { PUSHES } from '../../src/shared/protocol/messages.ts';
import type { Push } from '../../src/shared/protocol/messages.ts';
import { REQUESTS } from '../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../src/shared/protocol/snapshot.ts';
import { api, transport } from '../vscodeApi.ts';
import { FormRpc } from './formRpc.ts';
import type { SavedStore } from './state/page.ts';

/** Receives everything that is not an answer. */
export interface Listener {
  onPush(push: Push): void;
  fail(error: unknown): void;
}

let listener: Listener | undefined;
/** What arrived before the page listens. */
const early: Push[] = [];
let resolveFirst: ((snapshot: Snapshot) => void) | undefined;
const posted = new Promise<Snapshot>(resolve => {
  resolveFirst = resolve;
});

export const rpc = new FormRpc({ requests: REQUESTS, pushes: PUSHES }, transport, {
  onPush: push => {
    if (resolveFirst === undefined || push.type !== 'snapshot') deliver(push);
    else {
      resolveFirst(push.snapshot);
      resolveFirst = undefined;
    }
  },
  onProblem: problem => listener?.fail(new Error(problem))
});

function deliver(push: Push): void {
  if (listener === undefined) early.push(push);
  else listener.onPush(push);
}

/** Messages keep their order: if the answer has no snapshot and none came before it, the posted one was lost. */
async function request(): Promise<Snapshot> {
  const first = await rpc.ask('ready', {});
  let { snapshot } = first;
  if (first.focusPrompt === true) deliver({ type: 'focusPrompt' });
  if (snapshot === undefined && resolveFirst !== undefined) ({ snapshot } = await rpc.ask('ready', {}));
  if (snapshot === undefined) return posted;
  resolveFirst = undefined;
  return snapshot;
}

/** The first snapshot, requested on import. */
export const firstSnapshot: Promise<Snapshot> = Promise.race([posted, request()]);

/** Webview state that VS Code keeps while the view is hidden. */
export const saved: SavedStore = { get: () => api.getState(), set: kept => api.setState(kept) };

/** Sets the listener, which also receives what arrived before. */
export function listenWith(to: Listener): void {
  listener = to;
  for (const push of early.splice(0)) to.onPush(push);
}
