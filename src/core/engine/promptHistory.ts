import type { Engine } from './api.ts';
import { promptText } from '../../shared/catalog/mainPrompt.ts';

const MAX_PROMPTS = 50;

/** Returns the different prompts of the tasks in the history, of all models, newest first. */
export function promptHistory({ tasks, models }: Pick<Engine, 'tasks' | 'models'>): readonly string[] {
  const prompts = new Set<string>();
  for (const { model, input } of tasks.list()) {
    const prompt = promptText(models.entry(model), input).trim();
    if (prompt !== '') prompts.add(prompt);
    if (prompts.size === MAX_PROMPTS) break;
  }
  return [...prompts];
}
