import * as vscode from 'vscode';
import type { Task } from '../../../../shared/task.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { activeTasks } from '../../../../shared/tasks/activeTasks.ts';

/** A view of this extension, and the active tasks that it shows. */
export interface TaskView {
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  shows(task: Task): boolean;
}

/** Reports the visible tasks to the engine, which polls them first. */
export function registerVisibleTasks(engineService: EngineService, views: readonly TaskView[]): vscode.Disposable {
  let reported = '';
  let watching: { dispose(): void } | undefined;
  const update = (): void => {
    const engine = engineService.current;
    const open = views.filter(view => view.visible);
    if (engine === undefined || (open.length === 0 && reported === '')) return;
    const tasks =
      open.length === 0 ? [] : activeTasks(engine.tasks).filter(task => open.some(view => view.shows(task)));
    const localIds = tasks.map(task => task.localId);
    const now = localIds.join(' ');
    if (now === reported) return;
    reported = now;
    const before = watching;
    watching = localIds.length === 0 ? undefined : engine.tasks.watch(localIds);
    before?.dispose();
  };
  return vscode.Disposable.from(
    engineService.onTasks(update),
    ...views.map(view => view.onDidChangeVisibility(update)),
    {
      dispose: () => watching?.dispose()
    }
  );
}
