import type { ModelSummary } from '../../shared/form.ts';
import type { MediaKind, ModelEntry } from '../../shared/model.ts';
import { isRunnable } from './catalog.ts';
import { mediaTarget } from './mediaInput.ts';

/** Models that do the same with a file. `task` is a task of the catalog, such as `image-to-video`. */
export interface FileUse {
  readonly task: string;
  readonly models: readonly ModelSummary[];
}

interface Models {
  summaries(): readonly ModelSummary[];
  entry(id: string): ModelEntry | undefined;
}

/** What is done with a file of each kind, the most common first. Models for other tasks accept it as a reference. */
const TASKS: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['image-edit', 'image-to-image', 'image-to-video', 'upscale-image', 'remove-background', 'lip-sync'],
  video: ['video-to-video', 'upscale-video', 'lip-sync'],
  audio: ['audio-to-audio', 'audio-to-music', 'speech-to-text', 'lip-sync']
};

/** Not for a model of one's own choice: a step of another model. */
const LAST = 'helper';

/** Returns the current models that accept a file of this kind, by what they do with it. Each model occurs once. */
export function fileUses(models: Models, kind: MediaKind): readonly FileUse[] {
  const uses = new Map<string, ModelSummary[]>(TASKS[kind].map(task => [task, []]));
  for (const model of models.summaries()) {
    const entry = model.status === 'current' ? models.entry(model.id) : undefined;
    if (entry === undefined || !isRunnable(entry) || mediaTarget(entry, kind) === undefined) continue;
    const tasks = [model.task, ...model.alsoTasks];
    const task = TASKS[kind].find(one => tasks.includes(one)) ?? model.task;
    uses.set(task, [...(uses.get(task) ?? []), model]);
  }
  return [...uses]
    .map(([task, found]) => ({ task, models: found }))
    .filter(use => use.models.length > 0)
    .toSorted((a, b) => Number(a.task === LAST) - Number(b.task === LAST));
}
