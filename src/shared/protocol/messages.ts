/**
 * The messages between the Generate view and the extension. A request has a number and gets exactly one answer with
 * it, ok or error. The extension also posts whole values on its own; the first snapshot is posted while the webview
 * still loads.
 */
import { object } from '../guards.ts';
import type { Guarded } from '../guards.ts';
import type { ParamsOf, RequestName } from './requests.ts';
import { isAccount, isSnapshot, isTaskList } from './snapshot.ts';

export type RequestMessage<N extends RequestName = RequestName> = {
  [Name in N]: { readonly seq: number; readonly name: Name; readonly params: ParamsOf<Name> };
}[N];

type Answer =
  | { readonly type: 'answer'; readonly seq: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'answer'; readonly seq: number; readonly ok: false; readonly message: string };

/** Messages that the extension posts on its own: whole values, never differences. */
export const PUSHES = {
  snapshot: object({ snapshot: isSnapshot }),
  account: object({ account: isAccount }),
  /** The user has asked for a new request. */
  focusPrompt: object({}),
  tasks: isTaskList
};

type PushName = keyof typeof PUSHES;
export type Push = { [N in PushName]: { readonly type: N } & Guarded<(typeof PUSHES)[N]> }[PushName];

export type ToWebview = Answer | Push;
