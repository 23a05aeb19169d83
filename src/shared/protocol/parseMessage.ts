import type { MessageIn, NameIn, RequestTable } from './channel.ts';
import { isObject, isString, isInteger, invalidKeys } from '../guards.ts';

type Parsed<T extends RequestTable> =
  | { readonly ok: true; readonly message: MessageIn<T> }
  | { readonly ok: false; readonly seq?: number; readonly problem: string };

/** Checks a message of a webview. An invalid one keeps its number, if it has one, so that it can be answered. */
export function parseMessage<T extends RequestTable>(requests: T, data: unknown): Parsed<T> {
  const { seq, name, params } = isObject(data) ? data : {};
  if (!isInteger(seq) || seq < 0) return { ok: false, problem: 'A message without a number.' };
  const type = isString(name) && Object.hasOwn(requests, name) ? requests[name as NameIn<T>] : undefined;
  if (type === undefined || !isObject(params)) return { ok: false, seq, problem: 'An unknown request.' };
  const wrong = invalidKeys(type.params.keys, params);
  if (wrong.length > 0) return { ok: false, seq, problem: `${String(name)}: ${wrong.join(', ')} missing or invalid.` };
  return { ok: true, message: data as MessageIn<T> };
}
