// The small form of zod: this runs in the host, where its size counts.
import * as z from 'zod/mini';
import type { ToHost } from '../../shared/protocol.ts';

const draft = z.record(z.string(), z.unknown());
const seq = z.int().check(z.nonnegative());

const schema = z.discriminatedUnion('name', [
  z.object({ seq, name: z.literal('ready'), params: z.object({}) }),
  z.object({ seq, name: z.literal('chooseModel'), params: z.object({ id: z.string() }) }),
  z.object({ seq, name: z.literal('evaluate'), params: z.object({ revision: z.int(), model: z.string(), draft }) }),
  z.object({
    seq,
    name: z.literal('pickMedia'),
    params: z.object({ kind: z.enum(['image', 'video', 'audio']), many: z.boolean(), accept: z.array(z.string()) })
  }),
  z.object({ seq, name: z.literal('run'), params: z.object({ model: z.string(), draft }) }),
  z.object({
    seq,
    name: z.literal('command'),
    params: z.object({
      name: z.enum(['setApiKey', 'refreshCredits', 'openDocs', 'openResult', 'showTask']),
      localId: z.optional(z.string())
    })
  })
]);

export type Parsed =
  | { readonly ok: true; readonly message: ToHost }
  | { readonly ok: false; readonly seq?: number; readonly problem: string };

/** Checks a message of the webview. What is no message of ours still tells its number, so that it can be answered. */
export function parseMessage(data: unknown): Parsed {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, message: parsed.data as ToHost };
  const number = z.object({ seq }).safeParse(data);
  return { ok: false, problem: z.prettifyError(parsed.error), ...(number.success ? { seq: number.data.seq } : {}) };
}
