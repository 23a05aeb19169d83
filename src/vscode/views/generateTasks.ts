import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import { kindOfName } from '../../shared/mediaTypes.ts';
import type { ShownResult, TaskLine } from '../../shared/protocol.ts';
import { isActive } from '../../shared/task.ts';
import type { Task } from '../../shared/task.ts';
import { baseName, isOfKind, mediaStrings } from '../services/mediaFiles.ts';
import { isWaiting } from '../services/underWay.ts';
import { previewOf, taskPreview } from './previews.ts';

const MOST_TASKS = 8;
/** From how many earlier tasks it is told what is usual. */
const SAMPLE = 20;

/** The newest tasks that were started from the form, with what the page can show of them. */
export async function taskLines(engine: Engine, webview: vscode.Webview): Promise<readonly TaskLine[]> {
  const all = engine.tasks();
  const newest = all
    .filter(task => task.origin === 'form' && !isWaiting(task))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST_TASKS);
  return Promise.all(newest.map(task => taskLine(engine, task, all, webview)));
}

async function taskLine(engine: Engine, task: Task, all: readonly Task[], webview: vscode.Webview): Promise<TaskLine> {
  const [preview, source, shown] = await Promise.all([
    taskPreview(webview, task),
    sourceOf(task, webview),
    shownResults(task, webview)
  ]);
  const usualSeconds = usual(all, task.model);
  const goesOn = !isActive(task.state) && engine.followUps(task.localId).length > 0;
  return {
    task,
    shown,
    ...(goesOn ? { goesOn } : {}),
    ...(preview === undefined ? {} : { preview }),
    ...(source === undefined ? {} : { source }),
    ...(usualSeconds === undefined ? {} : { usualSeconds })
  };
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
