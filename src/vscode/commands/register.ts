import * as vscode from 'vscode';
import { Commands, OPEN_CONTAINER, Pages, Views } from '../ids.ts';
import type { CommandId } from '../ids.ts';
import type { Deps } from '../services/deps.ts';
import type { FileActionName } from './fileActions.ts';

/** All commands. What they do is loaded when it is first asked for. */
export function registerCommands(deps: Deps): vscode.Disposable {
  const key = () => import('./key.ts');
  const files = () => import('./files.ts');
  const palette = () => import('./palette.ts');
  const tasks = () => import('./tasks.ts');
  const results = () => import('./results.ts');
  const status = () => import('./status.ts');
  const open = (address: string) => vscode.env.openExternal(vscode.Uri.parse(address));
  const history = () => import('./history.ts');
  const onFiles =
    (name: FileActionName) =>
    async (uri: unknown, uris: unknown): Promise<vscode.Uri[]> =>
      (await files()).runOnFiles(deps, name, uri === undefined ? 'person' : 'caller', uri, uris);
  const fromMenu =
    (name: FileActionName) =>
    async (uri: unknown, uris: unknown): Promise<vscode.Uri[]> =>
      (await files()).runOnFiles(deps, name, 'person', uri, uris);
  const models = () => import('./models.ts');
  const batches = () => import('./batches.ts');
  const handlers: Readonly<Record<CommandId, (...args: unknown[]) => unknown>> = {
    [Commands.setApiKey]: async () => (await key()).setApiKey(deps),
    [Commands.removeApiKey]: async () => (await key()).removeApiKey(deps),
    [Commands.refreshCredits]: async () => (await status()).refreshCredits(deps),
    [Commands.showStatus]: async () => (await status()).showStatus(deps),
    [Commands.showTasks]: () => vscode.commands.executeCommand(`${Views.tasks}.focus`),
    [Commands.showLog]: () => deps.showLog(),
    [Commands.copyDiagnostics]: async node => (await import('./diagnostics.ts')).copyDiagnostics(deps, node),
    [Commands.exportHistory]: async file => (await history()).exportHistory(deps, file),
    [Commands.clearHistory]: async () => (await history()).clearHistory(deps),
    [Commands.openPricing]: () => open(Pages.pricing),
    [Commands.openLogs]: () => open(Pages.logs),
    [Commands.newRequest]: async () => {
      await vscode.commands.executeCommand(OPEN_CONTAINER);
      await vscode.commands.executeCommand(`${Views.generate}.focus`);
    },
    [Commands.generateImage]: async () => (await palette()).generate(deps, 'image'),
    [Commands.generateVideo]: async () => (await palette()).generate(deps, 'video'),
    [Commands.generateAudio]: async () => (await palette()).generate(deps, 'audio'),
    [Commands.upscaleImage]: onFiles('upscaleImage'),
    [Commands.removeBackground]: onFiles('removeBackground'),
    [Commands.menuUpscaleImage]: fromMenu('upscaleImage'),
    [Commands.menuRemoveBackground]: fromMenu('removeBackground'),
    [Commands.menuUpscaleVideo]: fromMenu('upscaleVideo'),
    [Commands.menuIsolateVoice]: fromMenu('isolateVoice'),
    [Commands.upscaleVideo]: onFiles('upscaleVideo'),
    [Commands.isolateVoice]: onFiles('isolateVoice'),
    [Commands.editImage]: async (uri, uris) => (await files()).openFormWith(deps, 'editImage', uri, uris),
    [Commands.animateImage]: async (uri, uris) => (await files()).openFormWith(deps, 'animateImage', uri, uris),
    [Commands.run]: async request => (await import('./run.ts')).runRequest(deps, request),
    [Commands.moreFromResult]: async node => (await import('./more.ts')).moreFromResult(deps, node),
    [Commands.followTask]: async id => (await import('./follow.ts')).followTask(deps, id),
    [Commands.showPrice]: async model => (await import('./showPrice.ts')).showPrice(deps, model),
    [Commands.taskOpen]: async node => (await results()).openResult(deps, node),
    [Commands.taskReveal]: async node => (await results()).revealResult(deps, node),
    [Commands.taskRunAgain]: async (node, how) => (await import('./runAgain.ts')).runAgain(deps, node, how),
    [Commands.taskStop]: async node => (await tasks()).stop(deps, node),
    [Commands.taskResume]: async node => (await tasks()).resume(deps, node),
    [Commands.taskCollectInto]: async node => (await tasks()).collectInto(deps, node),
    [Commands.taskAdopt]: async node => (await tasks()).adopt(deps, node),
    [Commands.taskExplain]: async node => (await import('./unknownTask.ts')).explainUnknown(deps, node),
    [Commands.taskCollectEarly]: async node => (await tasks()).collectEarly(deps, node),
    [Commands.taskOpenSuccessor]: async node => (await tasks()).openSuccessor(deps, node),
    [Commands.taskCopyPath]: async node => (await results()).copyPath(deps, node),
    [Commands.taskUseAsInput]: async node => (await results()).useAsInput(deps, node),
    [Commands.taskCopyPrompt]: async node => (await tasks()).copyPrompt(deps, node),
    [Commands.taskCopyJson]: async node => (await tasks()).copyJson(deps, node),
    [Commands.taskCopyCurl]: async node => (await tasks()).copyCurl(deps, node),
    [Commands.taskReuse]: async node => (await tasks()).reuse(deps, node),
    [Commands.taskRemove]: async node => (await tasks()).remove(deps, node),
    [Commands.taskToFront]: async node => (await batches()).toFront(deps, node),
    [Commands.taskShowMore]: id => deps.showMore(id),
    [Commands.batchPause]: async node => (await batches()).pauseBatch(deps, node),
    [Commands.batchResume]: async node => (await batches()).resumeBatch(deps, node),
    [Commands.batchStop]: async node => (await batches()).stopBatch(deps, node),
    [Commands.batchRetryFailed]: async node => (await batches()).retryFailed(deps, node),
    [Commands.addModel]: async given => (await models()).addModel(deps, given),
    [Commands.checkModels]: async () => (await import('./modelChanges.ts')).checkModels(deps),
    [Commands.removeModel]: async () => (await models()).removeModel(deps)
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, run]) => vscode.commands.registerCommand(id, run))
  );
}
