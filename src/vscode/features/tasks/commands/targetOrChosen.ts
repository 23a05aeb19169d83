import type { Task } from '../../../../shared/task.ts';
import { target, taskOf } from '../../../common/taskTarget.ts';
import type { Target } from '../../../common/taskTarget.ts';
import type { Services } from '../../../services.ts';
import { pickTask } from './pickTask.ts';

/**
 * Returns the given task, or one that the user picks by name. The keyboard moves the focus in a tree, but VS Code
 * exposes only the selection (microsoft/vscode#170248), so the selected item may not be the intended one.
 */
export async function targetOrChosen(
  services: Pick<Services, 'engine' | 'selectedNodes'>,
  given: unknown,
  placeHolder: string,
  fits: (task: Task) => boolean = () => true
): Promise<Target | undefined> {
  if (given !== undefined && given !== null) return target(services, given);
  const engine = await services.engine.get();
  const task = await pickTask(engine, placeHolder, taskOf(services.selectedNodes()[0])?.localId, fits);
  return task === undefined ? undefined : { engine, task, chosen: true };
}
