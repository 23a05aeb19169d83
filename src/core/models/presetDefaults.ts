import { mainPrompt } from '../../shared/catalog/mainPrompt.ts';
import { mediaKindOf } from '../../shared/catalog/mediaParams.ts';
import type { Draft } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';

/**
 * The values that a new preset includes unless the user decides otherwise: all but the prompt and files, which change
 * from run to run; if there are no others, the prompt; at last the files.
 */
export function presetDefaults(entry: Pick<ModelEntry, 'params'>, draft: Draft): readonly string[] {
  const names = Object.keys(draft);
  const prompt = mainPrompt(entry);
  const isFile = (name: string): boolean => mediaKindOf(entry.params[name]) !== undefined;
  const settings = names.filter(name => name !== prompt && !isFile(name));
  if (settings.length > 0) return settings;
  const texts = names.filter(name => !isFile(name));
  return texts.length > 0 ? texts : names;
}
