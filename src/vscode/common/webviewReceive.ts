import { messageOf } from '../../shared/messageOf.ts';
import type { Answer, MessageIn, RequestTable } from '../../shared/protocol/channel.ts';
import { parseMessage } from '../../shared/protocol/parseMessage.ts';
import type { Services } from '../services.ts';

interface Receiver<T extends RequestTable> extends Pick<Services, 'log'> {
  /** The name of the webview in the log. */
  readonly name: string;
  readonly requests: T;
  readonly answer: (message: MessageIn<T>) => Promise<unknown>;
  readonly post: (message: Answer) => Promise<unknown>;
}

/** Answers a message of a webview, which is not validated: with its result, or with the problem. */
export async function receive<T extends RequestTable>(data: unknown, receiver: Receiver<T>): Promise<void> {
  const { log, name, requests, answer, post } = receiver;
  const parsed = parseMessage(requests, data);
  if (!parsed.ok) {
    log.warn(`${name}: ${parsed.problem}`);
    if (parsed.seq !== undefined) await post({ type: 'answer', seq: parsed.seq, ok: false, message: parsed.problem });
    return;
  }
  const { message } = parsed;
  try {
    const result = await answer(message);
    await post({ type: 'answer', seq: message.seq, ok: true, result });
  } catch (error) {
    log.warn(`${name}, ${message.name}: ${messageOf(error)}`);
    await post({ type: 'answer', seq: message.seq, ok: false, message: messageOf(error) });
  }
}
