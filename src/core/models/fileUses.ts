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

/** The tasks for a file of each kind, the most common first. */
const TASKS: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['image-edit', 'image-to-image', 'image-to-video', 'upscale-image', 'remove-background', 'lip-sync'],
  video: ['video-to-video', 'upscale-video', 'lip-sync'],
  audio: ['audio-to-audio', 'audio-to-music', 'speech-to-text', 'lip-sync']
};

/** Given a file, a model that starts from text starts from the file too. */
const WITH_FILE: Readonly<Record<string, string>> = {
  'image text-to-image': 'image-to-image',
  'image text-to-video': 'image-to-video',
  'video text-to-video': 'video-to-video',
  'audio text-to-music': 'audio-to-music'
};

/** Not for a model of one's own choice: a step of another model. */
const LAST = 'helper';

/** Returns the current models that accept a file of this kind, by their task. Each model occurs once. */
export function fileUses(models: Models, kind: MediaKind): readonly FileUse[] {
  const uses = new Map<string, ModelSummary[]>(TASKS[kind].map(task => [task, []]));
  for (const model of models.summaries()) {
    const entry = model.status === 'current' ? models.entry(model.id) : undefined;
    if (entry === undefined || !isRunnable(entry) || mediaTarget(entry, kind) === undefined) continue;
    const tasks = [model.task, ...model.alsoTasks];
    const task = TASKS[kind].find(one => tasks.includes(one)) ?? WITH_FILE[`${kind} ${model.task}`] ?? model.task;
    uses.set(task, [...(uses.get(task) ?? []), model]);
  }
  return [...uses]
    .map(([task, found]) => ({ task, models: found }))
    .filter(use => use.models.length > 0)
    .toSorted((a, b) => Number(a.task === LAST) - Number(b.task === LAST));
}
