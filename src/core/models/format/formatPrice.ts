import * as z from 'zod/mini';
import { conditions, maybeFlag, maybeText, names } from './formatParts.ts';

/** A row of the price list. */
export const price = z.strictObject({
  when: z.optional(conditions),
  usd: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  credits: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  creditsMax: z.optional(z.number().check(z.minimum(0))),
  unit: maybeText,
  note: maybeText
});

/** What the units of the price rows are multiplied with. */
export const priceBy = z.strictObject({
  seconds: z.optional(names.check(z.minLength(1))),
  maybeSeconds: z.optional(names.check(z.minLength(1))),
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
