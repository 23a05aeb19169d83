import type { Draft } from '../form.ts';
import { isFlag, isObject, isText, listOf, object, oneOf, optional, recordOf } from '../shape.ts';
import type { Checked, Is } from '../shape.ts';

/** Any object: the engine evaluates the values. */
export const isDraft: Is<Draft> = isObject;

/** What the extension remembers for the model picker. */
export const isPickerState = object({
  /** Model ids, newest first. */
  favourites: listOf(isText),
  recent: listOf(isText),
  showFormer: isFlag,
  /** Ids of models that were added by a recent update. */
  fresh: listOf(isText),
  /** The last model chosen in each category (`output:video`, `task:lip-sync`). */
  last: recordOf(isText)
});
export type PickerState = Checked<typeof isPickerState>;

/** Named values from the settings of the user or of the workspace. */
export const isFormPreset = object({
  name: isText,
  scope: oneOf('user', 'workspace'),
  /** The model it belongs to; absent when it is for all models. */
  model: optional(isText),
  values: isDraft
});
export type FormPreset = Checked<typeof isFormPreset>;

export const isPresets = object({ presets: listOf(isFormPreset) });
