/**
 * The session prompt: the prompt that the user entered last, for any model. It fills in the next model with a prompt,
 * even if models without one were selected in between.
 */
import type { Draft } from '../../shared/form.ts';
import { mainPrompt, promptText } from '../../shared/catalog/mainPrompt.ts';
import type { ModelEntry } from '../../shared/model.ts';

/**
 * The session prompt after the draft of a model changed. An empty prompt replaces it only when the user emptied it.
 * @param kept the session prompt so far
 */
export function promptAfter(entry: ModelEntry, kept: string, before: Draft, after: Draft): string {
  if (mainPrompt(entry) === undefined) return kept;
  const prompt = promptText(entry, after);
  return prompt !== '' || promptText(entry, before) !== '' ? prompt : kept;
}

/** The draft with the session prompt, for a model that takes one. */
export function withPrompt(entry: ModelEntry, draft: Draft, prompt: string): Draft {
  const name = mainPrompt(entry);
  return name === undefined || prompt === '' ? draft : { ...draft, [name]: prompt };
}
