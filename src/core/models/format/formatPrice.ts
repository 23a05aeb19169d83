import * as z from 'zod/mini';
import { conditions, filled, maybeFlag, maybeText, names } from './formatParts.ts';

const maybeAmount = z.optional(z.number().check(z.minimum(0)));

/** A row of the price table. */
export const price = z.strictObject({
  when: z.optional(conditions),
  usd: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  credits: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  creditsMax: z.optional(z.number().check(z.minimum(0))),
  unit: maybeText,
  // KIE states the figure as approximate.
  about: z.optional(z.literal(true)),
  // The last day of a discount, and the price after it if KIE states one.
  until: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  after: z.optional(z.strictObject({ usd: maybeAmount, credits: maybeAmount, creditsMax: maybeAmount })),
  note: maybeText
});

/** The factors of the unit prices. */
export const priceBy = z.strictObject({
  seconds: z.optional(names.check(z.minLength(1))),
  maybeSeconds: z.optional(names.check(z.minLength(1))),
  // The seconds of the result are charged too. It is as long as this input, up to `max` seconds.
  outputSeconds: z.optional(z.strictObject({ sameAs: filled, max: maybeAmount })),
  images: maybeText,
  imagesAtMost: maybeFlag,
  imagesUnknown: maybeFlag,
  text: z.optional(names.check(z.minLength(1))),
  inputImages: z.optional(
    z.strictObject({
      credits: z.number(),
      of: names.check(z.minLength(1)),
      free: z.optional(z.int()),
      atMost: maybeFlag
    })
  ),
  unless: z.optional(names.check(z.minLength(1)))
});
