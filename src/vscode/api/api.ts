import * as vscode from 'vscode';
import { compact } from '../../shared/compact.ts';
import type { Engine } from '../../core/engine/api.ts';
import type { Intent, SaveTarget } from '../../core/tasks/types.ts';
import { withRealFolder } from '../../core/tasks/saveFolder.ts';
import type { Task } from '../../shared/task.ts';
import type { KieRunOptions, KieRunResult, KieStudioApi, KieTaskInfo } from './kieStudioApi.ts';
import type { EngineService } from '../common/engineService.ts';
import type { OutputFolder } from '../features/run/outputFolder.ts';
import { filesOf } from '../common/resultFiles.ts';
import type { Guard } from '../features/run/confirmPrice.ts';
import { foreignMessage } from '../../shared/foreignText.ts';
import { readRequest, readSaveTo, requestOrIssue } from './arguments.ts';

function taskInfo(task: Task): KieTaskInfo {
  const { localId, taskId, model, state, credits, error, createdAt, updatedAt } = task;
  const files = filesOf(task);
  // A copy, because the task in memory is sent.
  const input = structuredClone(task.input);
  return compact<KieTaskInfo>({
    ...{ localId, taskId, model, state, input, files, credits, createdAt, updatedAt },
    error: error?.message
  });
}

interface ApiParts extends Guard {
  readonly engineService: EngineService;
  readonly output: OutputFolder;
}

/** Creates the API for other extensions. See kieStudioApi.ts. */
export function createApi({ engineService, output, ...guard }: ApiParts): KieStudioApi {
  return {
    apiVersion: 1,
    async models() {
      const { models } = await engineService.get();
      // A copy: prices are calculated from the entries in memory.
      return models.entries.map(entry => ({ ...structuredClone(entry), origin: models.origin(entry.id) }));
    },
    async searchModels(query) {
      const hits = (await engineService.get()).models.hits(query);
      return hits.map(({ model: { id }, input }) => ({
        id,
        ...(input === undefined ? {} : { input: structuredClone(input) })
      }));
    },
    async validate(model, input) {
      const { draft, issue } = requestOrIssue(model, input);
      if (draft === undefined) return { issues: [issue] };
      const { price, issues, input: sent } = await (await engineService.get()).drafts.evaluate(model, draft);
      return {
        issues: issues.map(({ path, message }) => ({ path, message })),
        ...(sent === undefined || issues.length > 0 ? {} : { request: { model, input: structuredClone({ ...sent }) } }),
        ...(price.kind === 'exact' && price.credits !== undefined ? { credits: price.credits } : {})
      };
    },
    async run(model, input, options = {}) {
      // Everything is read before the first wait: the caller may reuse its objects for the next run.
      const { saveTo, signal } = options;
      const onProgress = options.onProgress?.bind(options);
      signal?.throwIfAborted();
      const draft = readRequest(model, input);
      const folder = readSaveTo(saveTo);
      const engine = await engineService.get();
      const target = await targetOf(output, folder);
      // Most sessions never run anything through the API.
      const { confirmDailyLimit } = await import('../features/run/confirmPrice.ts');
      const confirmed = await confirmDailyLimit(guard, engine, model, draft);
      if (confirmed === undefined) throw new Error(vscode.l10n.t('The run was not confirmed.'));
      const intent: Intent = { model, input: draft, saveTo: target, origin: 'api', ...confirmed };
      return runToEnd(engine, intent, compact({ signal, onProgress }));
    },
    tasks: async () => (await engineService.get()).tasks.list().map(taskInfo)
  };
}

/**
 * Returns where a run saves its results: `saveTo`, or else the settings, without asking for a folder.
 * @throws when no output folder is known
 */
export async function targetOf(output: OutputFolder, saveTo: vscode.Uri | undefined): Promise<SaveTarget> {
  const target =
    saveTo === undefined
      ? await output.target('quiet')
      : await (await import('../features/run/targetFromUri.ts')).targetFromUri(saveTo);
  if (target === undefined) throw new Error(vscode.l10n.t('No output folder is known. Open a folder or set "saveTo".'));
  return withRealFolder(target);
}

/** Starts a confirmed run. Resolves when every result is on disk, otherwise rejects with a message. */
export async function runToEnd(engine: Engine, intent: Intent, options: KieRunOptions = {}): Promise<KieRunResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const started = await engine.tasks.start(intent);
  const listener = engine.tasks.onDidChange(changed => {
    const task = changed.find(({ localId }) => localId === started.localId);
    if (task !== undefined) options.onProgress?.(taskInfo(task));
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
  const { stateText } = await import('../common/text/taskText.ts');
  return vscode.l10n.t('The task ended with status "{0}".', stateText(task));
}
