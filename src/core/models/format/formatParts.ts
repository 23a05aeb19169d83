import * as z from 'zod/mini';

/** Schema parts shared by parameters, rules and prices; names with `maybe` are optional. */

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const filled = z.string().check(z.minLength(1));
export const names = z.array(filled);
export const maybeText = z.optional(z.string());
export const maybeTexts = z.optional(z.array(z.string()));
export const maybeNumber = z.optional(z.number());
export const maybeCount = z.optional(z.int().check(z.minimum(0)));
export const maybeFlag = z.optional(z.boolean());
export const bounds = z.strictObject({ min: maybeNumber, max: maybeNumber });

const condition = z.union([
  scalar,
  z.array(scalar),
  z.strictObject({ not: z.array(scalar) }),
  z.strictObject({ set: z.boolean() }),
  z.strictObject({ count: bounds }),
  bounds
]);
export const conditions = z.record(z.string(), condition);
