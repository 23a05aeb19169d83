import type { RequestMessage } from './messages.ts';
import { REQUESTS } from './requests.ts';
import type { RequestName } from './requests.ts';
import { isObject, isString, isInteger, invalidKeys } from '../guards.ts';

export type Parsed =
  | { readonly ok: true; readonly message: RequestMessage }
  | { readonly ok: false; readonly seq?: number; readonly problem: string };

/** Checks a message of the webview. An invalid one keeps its number, if it has one, so that it can be answered. */
export function parseMessage(data: unknown): Parsed {
  const { seq, name, params } = isObject(data) ? data : {};
  if (!isInteger(seq) || seq < 0) return { ok: false, problem: 'A message without a number.' };
  if (!isString(name) || !Object.hasOwn(REQUESTS, name) || !isObject(params)) {
    return { ok: false, seq, problem: 'An unknown request.' };
  }
  const wrong = invalidKeys(REQUESTS[name as RequestName].params.keys, params);
  if (wrong.length > 0) return { ok: false, seq, problem: `${name}: ${wrong.join(', ')} missing or invalid.` };
  return { ok: true, message: data as RequestMessage };
}
