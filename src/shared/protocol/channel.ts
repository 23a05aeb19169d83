/**
 * The parts that the protocols of all webviews share. A request has a number and gets exactly one answer with it, ok or
 * error. The extension also posts whole values on its own, which are checked by their type.
 */
import type { Guard, Guarded, ObjectGuard } from '../guards.ts';

/** A request, declared once: the guards of its parameters and its result, from which both ends infer their types. */
export interface RequestType<P, R> {
  readonly params: ObjectGuard<P>;
  readonly result: Guard<R>;
  /** Milliseconds until the webview gives up waiting for the answer. */
  readonly timeoutMs: number;
}

export const request = <P, R>(type: RequestType<P, R>): RequestType<P, R> => type;

export const SHORT_MS = 30_000;
export const LONG_MS = 600_000;
/** For requests during which the user answers a question of the extension. */
export const USER_MS = 3_600_000;

/** All requests of a webview by name. */
export type RequestTable = Readonly<Record<string, RequestType<unknown, unknown>>>;
/** The guards of the messages that the extension posts on its own, by type. */
export type PushTable = Readonly<Record<string, Guard<unknown>>>;

export type NameIn<T extends RequestTable> = keyof T & string;
export type ParamsIn<T extends RequestTable, N extends NameIn<T>> = Guarded<T[N]['params']>;
export type ResultIn<T extends RequestTable, N extends NameIn<T>> = Guarded<T[N]['result']>;

/** A request of a webview. */
export type MessageIn<T extends RequestTable, N extends NameIn<T> = NameIn<T>> = {
  [Name in N]: { readonly seq: number; readonly name: Name; readonly params: ParamsIn<T, Name> };
}[N];

/** A value that the extension posts on its own. */
export type PushIn<T extends PushTable> = {
  [N in keyof T & string]: { readonly type: N } & Guarded<T[N]>;
}[keyof T & string];

export type Answer =
  | { readonly type: 'answer'; readonly seq: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'answer'; readonly seq: number; readonly ok: false; readonly message: string };
