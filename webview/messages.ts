import { PUSHES } from '../src/shared/protocol/messages.ts';
import type { ToWebview } from '../src/shared/protocol/messages.ts';
import { either, isObject, isText, isTrue, isWhole, object } from '../src/shared/shape.ts';
import type { Is } from '../src/shared/shape.ts';

const isAnswer = either(
  object({ seq: isWhole, ok: isTrue }),
  object({ seq: isWhole, ok: (value): value is false => value === false, message: isText })
);

const checks: ReadonlyMap<unknown, Is<unknown>> = new Map<unknown, Is<unknown>>([
  ['answer', isAnswer],
  ...Object.entries(PUSHES)
]);

/** The message, or undefined when it is not a valid message of the extension. The result of an answer is not checked. */
export function readMessage(data: unknown): ToWebview | undefined {
  return isObject(data) && checks.get(data['type'])?.(data) === true ? (data as unknown as ToWebview) : undefined;
}
