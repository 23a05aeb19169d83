import * as z from 'zod/mini';

/** Pieces that parameters, rules and prices of the model table share. */

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const filled = z.string().check(z.minLength(1));
export const names = z.array(filled);
export const bounds = z.strictObject({ min: z.optional(z.number()), max: z.optional(z.number()) });

const condition = z.union([
  scalar,
  z.array(scalar),
  z.strictObject({ not: z.array(scalar) }),
  z.strictObject({ set: z.boolean() }),
  z.strictObject({ count: bounds }),
  bounds
]);
export const conditions = z.record(z.string(), condition);
