import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { isActive } from '../../../../shared/task.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { Task } from '../../../../shared/task.ts';
import type { ResultSnapshot, Sibling } from '../../../../shared/protocol/result.ts';
import { lastTries } from '../../../common/text/batchText.ts';
import { resultLabel } from '../../../common/text/resultText.ts';
import { stateText } from '../../../common/text/taskText.ts';
import { variedTexts } from '../../../common/text/variedText.ts';
import { webviewAddress } from '../../../common/webviewAddress.ts';
import type { ResultTarget } from '../../../services.ts';

/** The largest number of listed siblings: those around the current one. */
const MAX_SIBLINGS = 60;

/** Returns the tasks of the same batch in the order of their start, or the task alone. */
export function batchTasks({ tasks }: Pick<Engine, 'tasks'>, task: Task): readonly Task[] {
  const { batch } = task;
  if (batch === undefined) return [task];
  const all = lastTries(tasks.list().filter(other => other.batch?.id === batch.id));
  const listed = all.some(({ localId }) => localId === task.localId) ? all : [...all, task];
  return listed.toSorted((a, b) => a.createdAt - b.createdAt);
}

/**
 * Returns the results of the batch around the current one, each with what distinguishes it, and the number of the others.
 * Empty when the result is the only one.
 */
export async function siblingsOf(
  engine: Pick<Engine, 'models'>,
  webview: vscode.Webview,
  tasks: readonly Task[],
  current: ResultTarget
): Promise<Pick<ResultSnapshot, 'siblings' | 'moreSiblings'>> {
  const labels = taskLabels(engine, tasks);
  const all = tasks.flatMap(task =>
    ofTask(task, engine.models.entry(task.model), { label: labels.get(task.localId) ?? '', current })
  );
  if (all.length < 2) return { siblings: [] };
  const at = all.findIndex(({ sibling }) => sibling.isCurrent);
  const start = Math.max(0, Math.min(at - MAX_SIBLINGS / 2, all.length - MAX_SIBLINGS));
  const siblings = await Promise.all(
    all.slice(start, start + MAX_SIBLINGS).map(async ({ sibling, path }): Promise<Sibling> => {
      const thumb =
        path === undefined || sibling.kind !== 'image'
          ? undefined
          : await webviewAddress(webview, vscode.Uri.file(path));
      return { ...sibling, ...(thumb === undefined ? {} : { thumb }) };
    })
  );
  const more = all.length - siblings.length;
  return more === 0 ? { siblings } : { siblings, moreSiblings: more };
}

interface Listed {
  readonly sibling: Sibling;
  readonly path: string | undefined;
}

function ofTask(
  task: Task,
  entry: Pick<ModelEntry, 'output'> | undefined,
  { label, current }: { readonly label: string; readonly current: ResultTarget }
): readonly Listed[] {
  const { localId, results } = task;
  const noFile = isActive(task.state) ? ('active' as const) : ('ended' as const);
  const state = isActive(task.state) || task.state !== 'done' ? stateText(task) : '';
  const isCurrent = (index: number): boolean => localId === current.localId && index === current.index;
  if (results.length === 0) {
    const kind = entry?.output ?? 'image';
    const isShown = localId === current.localId;
    return [{ sibling: { localId, index: 0, label, state, kind, noFile, isCurrent: isShown }, path: undefined }];
  }
  return results.map(result => {
    const { index, kind, path } = result;
    const role = results.length > 1 ? resultLabel(task, result) : '';
    const words = [label, role].filter(word => word !== '').join(' · ');
    const sibling = { localId, index, label: words, state, kind, isCurrent: isCurrent(index) };
    return { sibling: path === undefined ? { ...sibling, noFile } : sibling, path };
  });
}

/** The varied values of each task, or its number when nothing varies. Empty for a single task. */
function taskLabels(engine: Pick<Engine, 'models'>, tasks: readonly Task[]): ReadonlyMap<string, string> {
  if (tasks.length < 2) return new Map();
  const texts = variedTexts(engine, tasks);
  const labelOf = (text = '', index: number): string => (text === '' ? `#${index + 1}` : text);
  return new Map(tasks.map(({ localId }, index) => [localId, labelOf(texts.get(localId), index)]));
}
