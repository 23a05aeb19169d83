import type { Engine } from '../../../core/engine/api.ts';
import type { Draft, Evaluation, Price } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Task } from '../../../shared/task.ts';
import type { Services } from '../../services.ts';
import { confirmPrice } from './confirmPrice.ts';
import { requestDetails } from './requestDetails.ts';
import { withKey } from '../../common/withKey.ts';

interface Run {
  readonly entry: ModelEntry;
  readonly input: Draft;
  readonly price: Price;
  readonly lengths?: Evaluation['lengths'];
  readonly warnings?: Evaluation['warnings'];
}

/**
 * Starts one run of a command after confirming its price. The user stays where they are: the status bar shows the task,
 * and a notification its result. Undefined when the user declined.
 */
export async function startOne(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'key' | 'log' | 'output'>,
  engine: Engine,
  { entry, input, price, lengths, warnings }: Run
): Promise<Task | undefined> {
  const request = requestDetails(price, [{ entry, input, lengths }]);
  const run = { modelName: entry.name, price, request, warnings };
  if (!(await confirmPrice(services, engine.account, run))) return undefined;
  return withKey(services.key, async () => {
    const saveTo = await services.output.target('ask');
    if (saveTo === undefined) return undefined;
    return engine.tasks.start({ model: entry.id, input, saveTo, origin: 'command', agreed: price });
  });
}
