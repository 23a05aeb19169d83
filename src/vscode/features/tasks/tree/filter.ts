import type { Engine } from '../../../../core/engine/api.ts';
import { mediaName, mediaStrings } from '../../../../core/models/mediaInput.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { Task } from '../../../../shared/task.ts';
import { stateText } from '../../../common/text/taskText.ts';

/** Whether a task contains every word: in its prompt, files, model, state or failure. Upper and lower case are equal. */
export function filterOf(
  engine: Pick<Engine, 'models'> | undefined,
  text: string
): ((task: Task) => boolean) | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return task => {
    const entry = engine?.models.entry(task.model);
    const texts = [
      promptText(entry, task.input),
      ...mediaStrings(task.input).map(mediaName),
      ...task.results.map(({ path }) => path ?? ''),
      entry?.name ?? '',
      task.model,
      stateText(task),
      task.error?.message ?? ''
    ];
    const all = texts.join('\n').toLowerCase();
    return words.every(word => all.includes(word));
  };
}
