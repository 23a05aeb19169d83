import * as vscode from 'vscode';
import { compact } from '../../../shared/compact.ts';
import type { Engine } from '../../../core/engine/api.ts';
import { kindOfName } from '../../../shared/mediaTypes.ts';
import type { BatchLine } from '../../../shared/protocol/batch.ts';
import type { ShownResult, Snapshot, TaskLine } from '../../../shared/protocol/snapshot.ts';
import { isActive } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import { failureTexts, lastTries, progressText } from '../tasks/batchText.ts';
import { baseName, isOfKind, mediaStrings } from '../../../core/models/mediaInput.ts';
import { isWaiting } from '../../../shared/activeTasks.ts';
import { previewOf, taskPreview } from './previews.ts';

const MOST_TASKS = 8;
const MOST_REASONS = 3;
/** From how many earlier tasks it is told what is usual. */
const SAMPLE = 20;

/** The newest tasks that were started from the form, with what the page can show of them. */
export async function taskLines(engine: Engine, webview: vscode.Webview): Promise<Pick<Snapshot, 'tasks' | 'batch'>> {
  const all = engine.tasks.list();
  const newest = all
    .filter(task => task.origin === 'form' && !isWaiting(task))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST_TASKS);
  const tasks = await Promise.all(newest.map(task => taskLine(engine, task, all, webview)));
  const batch = batchLine(engine, newest[0]?.batch?.id, all);
  return { tasks, batch };
}

/** A batch that runs, or one that did not go well: what went well shows by its results. */
function batchLine(engine: Engine, id: string | undefined, all: readonly Task[]): BatchLine | undefined {
  const batch = id === undefined ? undefined : engine.batches.get(id);
  if (batch === undefined) return undefined;
  const tasks = all.filter(task => task.batch?.id === id);
  const over = batch.finishedAt !== undefined || !tasks.some(task => isActive(task.state));
  const { failed = 0, unknown = 0, uncollected = 0 } = batch.counts;
  if (over && failed + unknown + uncollected === 0) return undefined;
  const failures = [
    ...(over || batch.reason === undefined ? [] : [batch.reason.message]),
    ...failureTexts(lastTries(tasks))
  ].slice(0, MOST_REASONS);
  return { id: batch.id, name: batch.name, text: progressText(batch), failures, canRetry: over && failed > 0 };
}

async function taskLine(engine: Engine, task: Task, all: readonly Task[], webview: vscode.Webview): Promise<TaskLine> {
  const [preview, source, shown] = await Promise.all([
    taskPreview(webview, task),
    sourceOf(task, webview),
    shownResults(task, webview)
  ]);
  const usualSeconds = usual(all, task.model);
  const goesOn = !isActive(task.state) && engine.tasks.followUps(task.localId).length > 0;
  return compact<TaskLine>({ task, shown, goesOn: goesOn || undefined, preview, source, usualSeconds });
}

async function shownResults(task: Task, webview: vscode.Webview): Promise<readonly ShownResult[]> {
  const shown = await Promise.all(
    task.results.map(async ({ index, path }): Promise<ShownResult | undefined> => {
      const kind = path === undefined ? undefined : kindOfName(path);
      if (path === undefined || kind === undefined) return undefined;
      const src = await previewOf(webview, vscode.Uri.file(path));
      return src === undefined ? undefined : { index, kind, name: baseName(path), src };
    })
  );
  return shown.filter(result => result !== undefined);
}

/** The only picture that went in, when it is a file here. */
async function sourceOf(task: Task, webview: vscode.Webview): Promise<string | undefined> {
  const pictures = mediaStrings(task.input).filter(value => value.startsWith('file:') && isOfKind(value, 'image'));
  const [only] = pictures;
  return only === undefined || pictures.length > 1 ? undefined : previewOf(webview, vscode.Uri.parse(only));
}

/** The median of what earlier tasks of the model took, in seconds. */
function usual(all: readonly Task[], model: string): number | undefined {
  const took = all
    .filter(task => task.model === model && task.state === 'done')
    .slice(-SAMPLE)
    .flatMap(({ submittedAt, finishedAt }) =>
      submittedAt === undefined || finishedAt === undefined ? [] : [(finishedAt - submittedAt) / 1000]
    )
    .sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)];
}
