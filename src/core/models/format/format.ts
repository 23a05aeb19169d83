import * as z from 'zod/mini';
import { conditions, filled, maybeText, names, scalar } from './formatParts.ts';
import { param } from './formatParam.ts';
import { price, priceBy } from './formatPrice.ts';
import { rule } from './formatRule.ts';

/**
 * The format of the model table (`catalog/*.yaml`) as a zod schema, for the build and for user entries. Every object is
 * strict: an unknown key is an error. The types are in `src/shared/model.ts`; loading the built catalog does not need
 * zod. Uses zod/mini, because the extension loads it for user entries.
 */

const preset = z.strictObject({ name: z.string(), param: z.string(), text: z.string() });

/**
 * A follow-up that finished tasks offer. `of` lists the models of such tasks, `each` makes one offer per result of that
 * kind (otherwise one per task), `when` checks the input of the task, `fill` maps parameters to their source (`taskId`,
 * `result.ref`, `result.place` counted from 0, `result.url`, `result.title`, `input.NAME`; no offer is made when a
 * required one is missing), `set` adds fixed values.
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
  // The image that a mask is painted on, and the color that marks the area to change.
  masks: z.optional(z.record(filled, z.strictObject({ of: filled, paint: z.enum(['black', 'white']) }))),
  // Lists of boxes (x1, y1, x2, y2 in pixels) drawn on images, one list for each image of the other parameter.
  boxes: z.optional(z.record(filled, z.strictObject({ of: filled }))),
  // Strings that contain an integer: the form shows a number field with these bounds.
  numberTexts: z.optional(z.record(filled, z.strictObject({ minimum: z.int(), maximum: z.int() }))),
  // The parameter with the seconds of the result, where it has another name than `duration`.
  duration: z.optional(filled),
  // Initial form values that are sent as if the user had set them, where the documented default is a bad start.
  start: z.optional(z.record(filled, scalar)),
  params: z.record(z.string(), param),
  query: z.optional(names),
  topLevelParams: z.optional(z.record(z.string(), param)),
  callBackRequired: z.optional(z.literal(true)),
  unlisted: z.optional(z.literal(true)),
  rules: z.array(rule),
  price: z.optional(z.array(price)),
  priceBy: z.optional(priceBy),
  result: z.optional(z.unknown()),
  conflicts: z.optional(z.array(z.unknown())),
  // Background for maintainers of the table.
  evidence: z.optional(z.unknown()),
  priceSource: maybeText,
  confidence: z.optional(z.unknown()),
  formerParams: z.optional(z.unknown())
});
