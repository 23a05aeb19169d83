import { isNumber, isString, listOf, object, oneOf, optional, unionOf } from '../guards.ts';
import type { Guard } from '../guards.ts';
import type { ModelNotes } from '../live/modelNotes.ts';

const isNull: Guard<null> = (value): value is null => value === null;

/** Current information of KIE about the model of the form. */
export const isModelNotes: Guard<ModelNotes> = object({
  unlistedSince: optional(isNumber),
  changes: optional(listOf(isString)),
  health: optional(
    object({
      word: oneOf('good', 'degraded', 'unstable', 'failing'),
      failed: isNumber,
      rates: listOf(unionOf(isNumber, isNull))
    })
  ),
  priceText: optional(object({ text: isString, readAt: isNumber }))
});
