import * as vscode from 'vscode';
import { compact } from '../../../../shared/compact.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { BatchLine } from '../../../../shared/protocol/batch.ts';
import type { ShownResult, Snapshot, TaskLine } from '../../../../shared/protocol/snapshot.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { failureTexts, lastTries, progressText } from '../../../common/text/batchText.ts';
import { baseName, isOfKind } from '../../../../core/files/mediaFiles.ts';
import { mediaStrings } from '../../../../core/models/mediaInput.ts';
import { isWaiting } from '../../../../shared/activeTasks.ts';
import { webviewAddress } from '../../../common/webviewAddress.ts';

const MAX_TASKS = 8;
const MAX_REASONS = 3;
/** The number of earlier tasks in the usual duration. */
const SAMPLE = 20;

/** The newest tasks of the form, with their previews. */
export async function taskLines(engine: Engine, webview: vscode.Webview): Promise<Pick<Snapshot, 'tasks' | 'batch'>> {
  const all = engine.tasks.list();
  const newest = all
    .filter(task => task.origin === 'form' && !isWaiting(task))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, MAX_TASKS);
  const tasks = await Promise.all(newest.map(task => taskLine(engine, task, all, webview)));
  const batch = batchLine(engine, newest[0]?.batch?.id, all);
  return { tasks, batch };
}

/** A batch that runs, or one with failures; a successful one shows by its results. */
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
  ].slice(0, MAX_REASONS);
  return { id: batch.id, name: batch.name, text: progressText(batch), failures, canRetry: over && failed > 0 };
}

async function taskLine(engine: Engine, task: Task, all: readonly Task[], webview: vscode.Webview): Promise<TaskLine> {
  const [preview, source, shown] = await Promise.all([
    taskPreview(webview, task),
    sourceOf(task, webview),
    shownResults(task, webview)
  ]);
  const usualSeconds = usual(all, task.model);
  const hasFollowUps = !isActive(task.state) && engine.tasks.followUps(task.localId).length > 0;
  return compact<TaskLine>({ task, shown, hasFollowUps: hasFollowUps || undefined, preview, source, usualSeconds });
}

async function shownResults(task: Task, webview: vscode.Webview): Promise<readonly ShownResult[]> {
  const shown = await Promise.all(
    task.results.map(async ({ index, path }): Promise<ShownResult | undefined> => {
      const kind = path === undefined ? undefined : kindOfName(path);
      if (path === undefined || kind === undefined) return undefined;
      const src = await webviewAddress(webview, vscode.Uri.file(path));
      return src === undefined ? undefined : { index, kind, name: baseName(path), src };
    })
  );
  return shown.filter(result => result !== undefined);
}

/** The only input image, if it is a local file. */
async function sourceOf(task: Task, webview: vscode.Webview): Promise<string | undefined> {
  const images = mediaStrings(task.input).filter(value => value.startsWith('file:') && isOfKind(value, 'image'));
  const [only] = images;
  return only === undefined || images.length > 1 ? undefined : webviewAddress(webview, vscode.Uri.parse(only));
}

/** The median duration of earlier tasks of the model, in seconds. */
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

/** The address of the thumbnail of a task: its first image. */
async function taskPreview(webview: vscode.Webview, task: Task): Promise<string | undefined> {
  const path = task.results.find(result => result.path !== undefined && isOfKind(result.path, 'image'))?.path;
  return path === undefined ? undefined : webviewAddress(webview, vscode.Uri.file(path));
}
