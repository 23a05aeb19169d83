/**
 * The messages between the Generate view and the extension. The first snapshot is posted while the webview still loads.
 */
import { object } from '../guards.ts';
import type { Answer, PushIn } from './channel.ts';
import type { ParamsOf, RequestName } from './requests.ts';
import { isAccount, isSnapshot, isTaskList } from './snapshot.ts';

export type RequestMessage<N extends RequestName = RequestName> = {
  [Name in N]: { readonly seq: number; readonly name: Name; readonly params: ParamsOf<Name> };
}[N];

/** Messages that the extension posts on its own: whole values, never differences. */
export const PUSHES = {
  snapshot: object({ snapshot: isSnapshot }),
  account: object({ account: isAccount }),
  /** The user has asked for a new request. */
  focusPrompt: object({}),
  /** The user has asked for an empty form. */
  resetForm: object({}),
  tasks: isTaskList
};

export type Push = PushIn<typeof PUSHES>;

export type ToWebview = Answer | Push;
