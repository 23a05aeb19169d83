import * as vscode from 'vscode';
import { compact } from '../../shared/compact.ts';
import type { Engine } from '../../core/engine/api.ts';
import type { Intent, SaveTarget } from '../../core/tasks/types.ts';
import type { Task } from '../../shared/task.ts';
import type { KieRunOptions, KieRunResult, KieStudioApi, KieTaskInfo } from './kieStudioApi.ts';
import type { EngineService } from '../common/engineService.ts';
import type { OutputFolder } from '../features/run/outputFolder.ts';
import { filesOf } from '../common/resultFiles.ts';
import type { Guard } from '../features/run/confirmPrice.ts';
import { foreignMessage } from '../../shared/foreignText.ts';

/** Converts Uri objects to strings, at any depth. Everything else stays unchanged. */
export function plainInput(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = (value: unknown): unknown => {
    if (isUri(value)) return toUri(value)?.toString();
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
    }
    return value;
  };
  return plain(input) as Record<string, unknown>;
}

/** Whether a value is a Uri, including one of another realm or from command arguments serialized as plain data. */
function isUri(value: unknown): boolean {
  if (value instanceof vscode.Uri) return true;
  if (typeof value !== 'object' || value === null || !('scheme' in value) || !('path' in value)) return false;
  // `$mid` marks a Uri that was serialized as JSON. `fsPath` is present only if it was accessed before.
  return 'fsPath' in value || '$mid' in value;
}

/** Returns the Uri of a command argument: an object, a string, or serialized data. */
export function toUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value === 'string' && value !== '') {
    return /^[a-z][a-z0-9+.-]+:/i.test(value) ? vscode.Uri.parse(value, true) : vscode.Uri.file(value);
  }
  if (typeof value === 'object' && value !== null && 'scheme' in value && 'path' in value) {
    return vscode.Uri.from(value as { scheme: string; path: string });
  }
  return undefined;
}

function taskInfo(task: Task): KieTaskInfo {
  const { localId, taskId, model, state, input, credits, error, createdAt, updatedAt } = task;
  const files = filesOf(task);
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
      return models.entries.map(entry => ({ ...entry, origin: models.origin(entry.id) }));
    },
    async searchModels(query) {
      const hits = (await engineService.get()).models.hits(query);
      return hits.map(({ model: { id }, input }) => ({ id, ...(input === undefined ? {} : { input }) }));
    },
    async validate(model, input) {
      const evaluation = await (await engineService.get()).drafts.evaluate(model, plainInput(input));
      const { price } = evaluation;
      return {
        issues: evaluation.issues.map(({ path, message }) => ({ path, message })),
        ...(evaluation.input === undefined || evaluation.issues.length > 0
          ? {}
          : { request: { model, input: { ...evaluation.input } } }),
        ...(price.kind === 'exact' && price.credits !== undefined ? { credits: price.credits } : {})
      };
    },
    async run(model, input, options = {}) {
      options.signal?.throwIfAborted();
      const engine = await engineService.get();
      const saveTo = await targetOf(output, options.saveTo);
      const draft = plainInput(input);
      // Most sessions never run anything through the API.
      const { confirmDailyLimit } = await import('../features/run/confirmPrice.ts');
      if (!(await confirmDailyLimit(guard, engine, model, draft)))
        throw new Error(vscode.l10n.t('The run was not confirmed.'));
      return runToEnd(engine, { model, input: draft, saveTo, origin: 'api' }, options);
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
  return target;
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
    if (task.state !== 'done')
      throw new Error(
        foreignMessage(task.error?.message ?? vscode.l10n.t('The task ended with status "{0}".', task.state))
      );
    return { localId: task.localId, taskId: task.taskId ?? '', files: filesOf(task) };
  } finally {
    signal?.removeEventListener('abort', abort);
    listener.dispose();
  }
}
