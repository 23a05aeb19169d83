// The small form of zod: this runs in the host, where its size counts.
import * as z from 'zod/mini';
import type { ToHost } from '../../shared/protocol.ts';

const draft = z.record(z.string(), z.unknown());
const seq = z.int().check(z.nonnegative());
const text = z.string();
/** More runs than these in one go are a slip. */
const MOST_RUNS = 50;
const MOST_BYTES = 200_000_000;

const batch = z.object({
  times: z.int().check(z.minimum(1), z.maximum(MOST_RUNS)),
  sweep: z.optional(
    z.object({
      name: text,
      values: z.array(z.union([text, z.number(), z.boolean()])).check(z.minLength(1), z.maxLength(MOST_RUNS))
    })
  )
});

const given = z.union([
  z.object({ uri: text }),
  z.object({
    name: text,
    data: z.custom<Uint8Array>(data => data instanceof Uint8Array && data.byteLength <= MOST_BYTES)
  })
]);

const schema = z.discriminatedUnion('name', [
  z.object({ seq, name: z.literal('ready'), params: z.object({}) }),
  z.object({ seq, name: z.literal('chooseModel'), params: z.object({ id: text }) }),
  z.object({ seq, name: z.literal('evaluate'), params: z.object({ revision: z.int(), model: text, draft }) }),
  z.object({
    seq,
    name: z.literal('pickMedia'),
    params: z.object({
      kind: z.enum(['image', 'video', 'audio']),
      many: z.boolean(),
      accept: z.array(text),
      source: z.optional(z.enum(['files', 'editor', 'results']))
    })
  }),
  z.object({ seq, name: z.literal('pickEarlier'), params: z.object({ model: text, name: text }) }),
  z.object({ seq, name: z.literal('giveMedia'), params: z.object({ files: z.array(given) }) }),
  z.object({ seq, name: z.literal('readSound'), params: z.object({ value: text }) }),
  z.object({ seq, name: z.literal('useResult'), params: z.object({ localId: text, index: z.int() }) }),
  z.object({
    seq,
    name: z.literal('picker'),
    params: z.object({
      favourite: z.optional(z.object({ id: text, on: z.boolean() })),
      showFormer: z.optional(z.boolean())
    })
  }),
  z.object({ seq, name: z.literal('request'), params: z.object({ model: text, draft }) }),
  z.object({ seq, name: z.literal('quote'), params: z.object({ model: text, draft, batch }) }),
  z.object({ seq, name: z.literal('savePreset'), params: z.object({ model: text, draft }) }),
  z.object({ seq, name: z.literal('removePreset'), params: z.object({ model: text }) }),
  z.object({ seq, name: z.literal('run'), params: z.object({ model: text, draft, batch: z.optional(batch) }) }),
  z.object({
    seq,
    name: z.literal('command'),
    params: z.object({
      name: z.enum([
        'setApiKey',
        'refreshCredits',
        'openDocs',
        'openResult',
        'insertResult',
        'reuse',
        'showTask',
        'copy',
        'openMedia',
        'openPrice',
        'moreFromResult',
        'openSuccessor',
        'retryFailed'
      ]),
      localId: z.optional(text),
      index: z.optional(z.int()),
      text: z.optional(text)
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
