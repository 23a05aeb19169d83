import * as z from 'zod/mini';
import { bounds, conditions, maybeCount, maybeFlag, maybeNumber, maybeText, names, scalar } from './formatParts.ts';

const yes = z.optional(z.literal(true));
const constraint = z.strictObject({
  required: yes,
  forbidden: yes,
  ignored: yes,
  enum: z.optional(z.array(scalar)),
  notEnum: z.optional(z.array(scalar)),
  minimum: maybeNumber,
  maximum: maybeNumber,
  minLength: maybeCount,
  maxLength: maybeCount,
  minItems: maybeCount,
  maxItems: maybeCount,
  default: z.optional(z.unknown()),
  seconds: z.optional(bounds)
});

const about = { why: maybeText, inferred: maybeFlag };
const members = z.strictObject({ of: z.string(), in: z.string() });

/** A rule: exactly one of these forms, with `why`. */
export const rule = z.union([
  z.strictObject({ ...about, when: z.optional(conditions), then: z.record(z.string(), constraint) }),
  // `note` is the advice in the words of the form. Without it, the advice itself is shown.
  // `limits`: how the form helps to follow it.
  z.strictObject({
    ...about,
    when: z.optional(conditions),
    advice: z.string(),
    note: maybeText,
    limits: z.optional(
      z.strictObject({
        sum: z.optional(z.strictObject({ of: z.string(), is: z.string() })),
        members: z.optional(members)
      })
    )
  }),
  z.strictObject({ ...about, exactlyOne: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, atLeastOne: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, atMostOneGroup: z.array(names.check(z.minLength(1))).check(z.minLength(2)) }),
  z.strictObject({ ...about, requires: z.record(z.string(), names) }),
  z.strictObject({
    ...about,
    sum: z.union([
      z.strictObject({ count: z.record(z.string(), z.number()), max: z.number() }),
      z.strictObject({ textLength: z.string(), max: z.number() }),
      z.strictObject({ seconds: z.string(), max: z.number() })
    ])
  }),
  z.strictObject({ ...about, compare: z.tuple([z.string(), z.enum(['<', '<=', '>', '>=']), z.string()]) }),
  z.strictObject({
    ...about,
    difference: z.strictObject({
      of: z.tuple([z.string(), z.string()]),
      min: maybeNumber,
      max: maybeNumber
    })
  }),
  z.strictObject({ ...about, sameLength: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, memberOf: members }),
  z.strictObject({ ...about, unique: z.string() })
]);
