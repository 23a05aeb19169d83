import type { Draft } from '../form.ts';
import { isBoolean, isObject, isString, listOf, object, oneOf, optional, recordOf } from '../guards.ts';
import type { Guarded, Guard } from '../guards.ts';

/** Any object: the engine evaluates the values. */
export const isDraft: Guard<Draft> = isObject;

/** State of the model picker that the extension remembers. */
export const isPickerState = object({
  /** Model ids, newest first. */
  favorites: listOf(isString),
  recent: listOf(isString),
  showLegacy: isBoolean,
  /** Ids of models that were added by a recent update. */
  fresh: listOf(isString),
  /** The last model chosen in each category (`purpose:video`, `task:lip-sync`). */
  last: recordOf(isString)
});
export type PickerState = Guarded<typeof isPickerState>;

/** Named values from the settings of the user or of the workspace. */
export const isFormPreset = object({
  name: isString,
  scope: oneOf('user', 'workspace'),
  /** The model it belongs to; absent when it is for all models. */
  model: optional(isString),
  values: isDraft
});
export type FormPreset = Guarded<typeof isFormPreset>;

export const isPresets = object({ presets: listOf(isFormPreset) });
