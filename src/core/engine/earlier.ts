import { earlierModels } from '../../shared/earlier.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task } from '../../shared/task.ts';
import type { Engine } from './api.ts';
import type { FollowUp } from '../models/followUps.ts';

export interface EarlierOffer {
  readonly task: Task;
  readonly followUp: FollowUp;
}

/** What finished tasks have for this parameter of an entry, the newest task first. */
export function earlierOffers(
  engine: Pick<Engine, 'tasks' | 'followUps'>,
  entry: ModelEntry,
  name: string
): readonly EarlierOffer[] {
  const models = earlierModels(entry, name);
  return engine
    .tasks()
    .filter(task => models.includes(task.model))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .flatMap(task =>
      engine
        .followUps(task.localId)
        .filter(({ model, input }) => model === entry.id && input[name] !== undefined)
        .map(followUp => ({ task, followUp }))
    );
}
