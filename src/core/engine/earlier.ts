import { earlierModels } from '../../shared/earlier.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task } from '../../shared/task.ts';
import type { Engine } from './api.ts';
import type { FollowUp } from '../models/followUps.ts';

export interface EarlierOffer {
  readonly task: Task;
  readonly followUp: FollowUp;
}

/** Returns the values that finished tasks provide for a parameter of an entry, newest task first. */
export function earlierOffers(
  tasks: Pick<Engine['tasks'], 'list' | 'followUps'>,
  entry: ModelEntry,
  name: string
): readonly EarlierOffer[] {
  const models = earlierModels(entry, name);
  return tasks
    .list()
    .filter(task => models.includes(task.model))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .flatMap(task =>
      tasks
        .followUps(task.localId)
        .filter(({ model, input }) => model === entry.id && input[name] !== undefined)
        .map(followUp => ({ task, followUp }))
    );
}
