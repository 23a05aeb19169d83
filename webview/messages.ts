import { PUSHES } from '../src/shared/protocol/messages.ts';
import type { ToWebview } from '../src/shared/protocol/messages.ts';
import { unionOf, isObject, isString, isTrue, isInteger, object } from '../src/shared/guards.ts';
import type { Guard } from '../src/shared/guards.ts';

const isAnswer = unionOf(
  object({ seq: isInteger, ok: isTrue }),
  object({ seq: isInteger, ok: (value): value is false => value === false, message: isString })
);

const checks: ReadonlyMap<unknown, Guard<unknown>> = new Map<unknown, Guard<unknown>>([
  ['answer', isAnswer],
  ...Object.entries(PUSHES)
]);

/** The message, or undefined when it is not a valid message of the extension. The result of an answer is not checked. */
export function readMessage(data: unknown): ToWebview | undefined {
  return isObject(data) && checks.get(data['type'])?.(data) === true ? (data as unknown as ToWebview) : undefined;
}
