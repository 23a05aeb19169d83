import type { ModelEntry, Param } from '../model.ts';

const PROMPT_NAMES = ['prompt', 'text', 'lyrics', 'content', 'description', 'script'];

/** The pattern of strings that only must not be blank. */
const NOT_BLANK = '\\S';

/** The parameter for the main text: prompt, text to speak, or the first required text. */
export function mainPrompt(entry: Pick<ModelEntry, 'params'>): string | undefined {
  const texts = Object.entries(entry.params).filter(([, param]) => isFreeText(param));
  const named = PROMPT_NAMES.find(name => texts.some(([candidate]) => candidate === name));
  if (named !== undefined) return named;
  return texts.find(
    ([name, param]) => param.required === true && param.default === undefined && isProse(name, param)
  )?.[0];
}

/** Whether the model starts from text and needs no ID of an earlier result. */
export const startsFromIdea = (entry: Pick<ModelEntry, 'params'>): boolean =>
  mainPrompt(entry) !== undefined &&
  !Object.entries(entry.params).some(
    ([name, { required, default: assumed, enum: choices }]) =>
      required === true && assumed === undefined && choices === undefined && /(^id|_id|Id)s?$/.test(name)
  );

/** The main text of an input, or an empty string. For an unknown model, its `prompt`. */
export function promptText(
  entry: Pick<ModelEntry, 'params'> | undefined,
  input: Readonly<Record<string, unknown>>
): string {
  const text = input[(entry === undefined ? undefined : mainPrompt(entry)) ?? 'prompt'];
  return typeof text === 'string' ? text : '';
}

const isFreeText = (param: Param): boolean =>
  param.type === 'string' &&
  param.enum === undefined &&
  param.media === undefined &&
  param.format === undefined &&
  (param.pattern === undefined || param.pattern === NOT_BLANK) &&
  param.in === undefined &&
  !param.deprecated;

/** IDs, URLs and short names are strings too, but not prose. */
const isProse = (name: string, param: Param): boolean =>
  !/(id|ids|key|url|name|code|token|index|voice|model)$/i.test(name) && (param.maxLength ?? Infinity) >= 100;
