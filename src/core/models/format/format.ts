import * as z from 'zod/mini';
import { conditions, filled, maybeText, names, scalar } from './formatParts.ts';
import { param } from './formatParam.ts';
import { price, priceBy } from './formatPrice.ts';
import { rule } from './formatRule.ts';

/**
 * The format of the model table (`catalog/*.yaml`) as a zod schema, for the build and for entries that a person adds.
 * Every object is strict: an unknown word is an error. The types that the rest of the code uses stand in
 * `src/shared/model.ts`; loading the built catalog needs no zod. zod/mini, because the host loads it for such entries.
 */

const preset = z.strictObject({ name: z.string(), param: z.string(), text: z.string() });

/**
 * What a finished task offers this entry as "more from this result": `of` names the entries of such tasks, `each` asks for
 * one offer a result of that kind (else one for the task), `when` looks at the task's input, `fill` says for parameters
 * where their value comes from (`taskId`, `result.ref`, `result.place` counted from 0, `result.url`, `result.title`,
 * `input.NAME`; an offer whose required ones are not there is not made), `set` gives fixed ones.
 */
const source = z.strictObject({
  of: names.check(z.minLength(1)),
  each: z.optional(z.enum(['image', 'video', 'audio', 'text', 'json'])),
  when: z.optional(conditions),
  fill: z.record(filled, z.string().check(z.regex(/^(taskId|result\.(ref|place|url|title)|input\.\w+)$/))),
  set: z.optional(z.record(filled, z.unknown()))
});

export const entrySchema = z.strictObject({
  id: filled,
  name: filled,
  family: filled,
  summary: filled,
  task: filled,
  alsoTasks: z.optional(names),
  aliases: z.optional(names),
  output: z.enum(['image', 'video', 'audio', 'text', 'json']),
  status: z.enum(['current', 'legacy', 'retired']),
  successor: maybeText,
  renames: z.optional(z.record(filled, filled)),
  from: z.optional(z.array(source).check(z.minLength(1))),
  operation: z.string().check(z.regex(/^(GET|POST) \/api\/v1\//)),
  docs: z.optional(z.string().check(z.regex(/^https:\/\/docs\.kie\.ai\/\S+$/))),
  ask: z.optional(z.literal('media-first')),
  presets: z.optional(z.array(preset)),
  modeLabels: z.optional(z.record(z.string(), z.string())),
  // Which picture a mask is painted over, and the colour that marks the part to change.
  masks: z.optional(z.record(filled, z.strictObject({ of: filled, paint: z.enum(['black', 'white']) }))),
  // Lists of boxes (x1, y1, x2, y2 in pixels) that are drawn on pictures, one list for each picture of the other parameter.
  boxes: z.optional(z.record(filled, z.strictObject({ of: filled }))),
  // Texts that hold a whole number: the form asks for a number between these bounds.
  numberTexts: z.optional(z.record(filled, z.strictObject({ minimum: z.int(), maximum: z.int() }))),
  // What the form begins with, sent as if the person had set it: where the documented default makes a bad beginning.
  start: z.optional(z.record(filled, scalar)),
  params: z.record(z.string(), param),
  query: z.optional(names),
  topLevelParams: z.optional(z.record(z.string(), param)),
  callBackRequired: z.optional(z.literal(true)),
  rules: z.array(rule),
  price: z.optional(z.array(price)),
  priceBy: z.optional(priceBy),
  result: z.optional(z.unknown()),
  conflicts: z.optional(z.array(z.unknown())),
  // Background for the maintainer of the table.
  evidence: z.optional(z.unknown()),
  priceSource: maybeText,
  confidence: z.optional(z.unknown()),
  formerParams: z.optional(z.unknown())
});

export type FormatEntry = z.infer<typeof entrySchema>;
