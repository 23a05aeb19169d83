import * as vscode from 'vscode';
import { compact } from '../../shared/compact.ts';
import type { Intent } from '../../core/tasks/types.ts';
import type { Task } from '../../shared/task.ts';
import type { KieStudioApi, KieTaskInfo } from './kieStudioApi.ts';
import type { EngineService } from '../common/engineService.ts';
import type { OutputFolder } from '../features/run/outputFolder.ts';
import { filesOf } from '../common/resultFiles.ts';
import type { Guard } from '../features/run/confirmPrice.ts';
import { readRequest, readSaveTo, requestOrIssue } from '../features/run/arguments.ts';
import { runToEnd, targetOf } from '../features/run/runToEnd.ts';

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
      const report = options.onProgress?.bind(options);
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
      const onProgress = report === undefined ? undefined : (task: Task) => report(taskInfo(task));
      return runToEnd(engine, intent, compact({ signal, onProgress }));
    },
    tasks: async () => (await engineService.get()).tasks.list().map(taskInfo)
  };
}
