import { messageOf } from '../../../shared/messageOf.ts';
import type { RequestMessage, ToWebview } from '../../../shared/protocol/messages.ts';
import { parseMessage } from '../../../shared/protocol/parseMessage.ts';
import type { Services } from '../../services.ts';

interface Receiver extends Pick<Services, 'log'> {
  readonly answer: (message: RequestMessage) => Promise<unknown>;
  readonly post: (message: ToWebview) => Promise<unknown>;
}

/** Answers a message of the webview, which is not validated: with its result, or with the problem. */
export async function receive(data: unknown, { log, answer, post }: Receiver): Promise<void> {
  const parsed = parseMessage(data);
  if (!parsed.ok) {
    log.warn(`Generate view: ${parsed.problem}`);
    if (parsed.seq !== undefined) await post({ type: 'answer', seq: parsed.seq, ok: false, message: parsed.problem });
    return;
  }
  const { message } = parsed;
  try {
    const result = await answer(message);
    await post({ type: 'answer', seq: message.seq, ok: true, result });
  } catch (error) {
    log.warn(`Generate view, ${message.name}: ${messageOf(error)}`);
    await post({ type: 'answer', seq: message.seq, ok: false, message: messageOf(error) });
  }
}
