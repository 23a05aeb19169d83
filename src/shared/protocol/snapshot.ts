import type { Evaluation, FieldState, FormModel, Issue, ModelSummary, Price } from '../form.ts';
import type { ModelEntry } from '../model.ts';
import { unionOf, isBoolean, isInteger, isNumber, isObject, isString, isUndefined } from '../guards.ts';
import { listOf, object, optional, partOf, recordOf } from '../guards.ts';
import type { Guarded, Guard } from '../guards.ts';
import type { Task, TaskResult } from '../task.ts';
import { isBatchLine } from './batch.ts';
import { isMediaByValue } from './media.ts';
import { isModelNotes } from './notes.ts';
import { isDraft, isFormPreset, isPickerState } from './preferences.ts';

export const isPrice: Guard<Price> = partOf<Price>({ parts: listOf(isString) });
export const isIssues: Guard<readonly Issue[]> = listOf(object({ path: isString, message: isString }));

export const isEvaluation: Guard<Evaluation> = partOf<Evaluation>({
  issues: isIssues,
  advice: isIssues,
  fields: recordOf(partOf<FieldState>({})),
  price: isPrice
});

const isFormModel: Guard<FormModel> = partOf<FormModel>({
  entry: partOf<ModelEntry>({ params: recordOf(isObject) }),
  order: listOf(isString)
});

export const isAccount = object({
  hasKey: isBoolean,
  /** Credits left, when they are known. */
  credits: optional(isNumber),
  /** While KIE is unreachable: when the connection is tried next, in milliseconds since 1970. */
  retryAt: optional(isNumber)
});
export type Account = Guarded<typeof isAccount>;

/** A run of this view: its progress, or how it ended. */
const isTaskLine = object({
  task: partOf<Task>({ results: listOf(partOf<TaskResult>({})) }),
  /** Median duration of earlier tasks of this model, in seconds. */
  usualSeconds: optional(isNumber),
  /** The title of the action that the end of the task calls for. */
  action: optional(isString)
});
export type TaskLine = Guarded<typeof isTaskLine>;

/** Runs of this view that are active, or ended and were not dismissed, newest first. */
export const isTaskList = object({
  tasks: listOf(isTaskLine),
  /** The number of runs beyond these that are active or have a problem. */
  moreTasks: optional(unionOf(isInteger, isUndefined)),
  /** The batch of the newest task, while some of it runs or when some of it failed. */
  batch: optional(unionOf(isBatchLine, isUndefined))
});

/** Translations as `vscode.l10n.bundle` gives them: English text to translation. */
export type L10nBundle = Readonly<Record<string, string | { message: string; comment: string[] }>>;
export const isL10nBundle: Guard<L10nBundle> = partOf<L10nBundle>({});

const MODEL_STATE = {
  model: optional(isFormModel),
  draft: isDraft,
  /** Grows when the extension puts another request into the form. */
  edition: isNumber,
  /** How many changes of the webview within this edition are in the draft: of two drafts the one with more is newer. */
  typed: isNumber,
  /** Known facts of the media values in the draft. */
  media: isMediaByValue,
  evaluation: optional(isEvaluation),
  account: isAccount,
  ...isTaskList.keys,
  picker: isPickerState,
  /** Presets of this model and presets for all models. */
  presets: listOf(isFormPreset),
  /** After a change of the model: the values that it carried over, which the user can undo. */
  carried: optional(object({ values: isDraft, before: isDraft })),
  /** What KIE says about the model now. */
  notes: optional(isModelNotes),
  /** After a change of the model: the values that were not carried over. */
  leftOut: optional(listOf(isString))
};

/** The state after another model was chosen; the list of models and the language stay as they were. */
export const isModelState = object(MODEL_STATE);
export type ModelState = Guarded<typeof isModelState>;

/** The whole state of the view. */
export const isSnapshot = object({
  ...MODEL_STATE,
  models: listOf(partOf<ModelSummary>({ id: isString })),
  /** Absent in English. Applied before the first render; later ones are ignored. */
  l10n: optional(isL10nBundle)
});
export type Snapshot = Guarded<typeof isSnapshot>;
