// Shared by the API and `kie.run`.
import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { withRealFolder } from '../../../core/tasks/saveFolder.ts';
import type { Intent, SaveTarget } from '../../../core/tasks/types.ts';
import { foreignMessage } from '../../../shared/foreignText.ts';
import type { Task } from '../../../shared/task.ts';
import { filesOf } from '../../common/resultFiles.ts';
import type { OutputFolder } from './outputFolder.ts';

/**
 * Returns where a run saves its results: `saveTo`, or else the settings, without asking for a folder.
 * @throws when no output folder is known
 */
export async function targetOf(output: OutputFolder, saveTo: vscode.Uri | undefined): Promise<SaveTarget> {
  const target =
    saveTo === undefined
      ? await output.target('quiet')
      : await (await import('./targetFromUri.ts')).targetFromUri(saveTo);
  if (target === undefined) throw new Error(vscode.l10n.t('No output folder is known. Open a folder or set "saveTo".'));
  return withRealFolder(target);
}

interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (task: Task) => void;
}

/** A run whose results are all on disk. */
export interface EndedRun {
  readonly localId: string;
  readonly taskId: string;
  readonly files: vscode.Uri[];
}

/** Starts a confirmed run. Resolves when every result is on disk, otherwise rejects with a message. */
export async function runToEnd(engine: Engine, intent: Intent, options: RunOptions = {}): Promise<EndedRun> {
  const { signal } = options;
  signal?.throwIfAborted();
  const started = await engine.tasks.start(intent);
  const listener = engine.tasks.onDidChange(changed => {
    const task = changed.find(({ localId }) => localId === started.localId);
    if (task !== undefined) options.onProgress?.(task);
  });
  const abort = (): void => engine.tasks.stop(started.localId);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    const task = await engine.tasks.waitFor(started.localId, signal);
    // The stop caused by an abort may be reported before the abort event.
    if (task.state !== 'done') signal?.throwIfAborted();
    if (task.state !== 'done') throw new Error(foreignMessage(task.error?.message ?? (await endText(task))));
    return { localId: task.localId, taskId: task.taskId ?? '', files: filesOf(task) };
  } finally {
    signal?.removeEventListener('abort', abort);
    listener.dispose();
  }
}

/** Returns the status of a task that ended without results and without an error. */
async function endText(task: Task): Promise<string> {
  // Most sessions never run anything through the API.
  const { stateText } = await import('../../common/text/taskText.ts');
  return vscode.l10n.t('The task ended with status "{0}".', stateText(task));
}
