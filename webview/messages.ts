import type { Answer, PushIn, PushTable } from '../src/shared/protocol/channel.ts';
import { unionOf, isObject, isString, isTrue, isInteger, object } from '../src/shared/guards.ts';

const isAnswer = unionOf(
  object({ seq: isInteger, ok: isTrue }),
  object({ seq: isInteger, ok: (value): value is false => value === false, message: isString })
);

/** The message, or undefined when it is not a valid message of the extension. The result of an answer is not checked. */
export function readMessage<P extends PushTable>(pushes: P, data: unknown): Answer | PushIn<P> | undefined {
  if (!isObject(data) || !isString(data['type'])) return undefined;
  const { type } = data;
  const guard = type === 'answer' ? isAnswer : Object.hasOwn(pushes, type) ? pushes[type] : undefined;
  return guard?.(data) === true ? (data as unknown as Answer | PushIn<P>) : undefined;
}
