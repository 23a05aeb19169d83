import * as vscode from 'vscode';
import { Commands, OPEN_CONTAINER, Pages, Views, WALKTHROUGH } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import { runReported } from './common/reportErrors.ts';
import type { Deps } from './services.ts';
import type { Handler, Handlers } from './handlers.ts';

const account = async () => (await import('./features/account/commands.ts')).accountHandlers;
const batches = async () => (await import('./features/tasks/batchHandlers.ts')).batchHandlers;
const models = async () => (await import('./features/catalog/commands.ts')).modelHandlers;
const rare = async () => (await import('./features/diagnostics/commands.ts')).rareHandlers;
const start = async () => (await import('./features/explorer/commands.ts')).startHandlers;
const tasks = async () => (await import('./features/tasks/commands.ts')).taskHandlers;

const open = (address: string) => vscode.env.openExternal(vscode.Uri.parse(address));

const here = {
  [Commands.showTasks]: () => vscode.commands.executeCommand(`${Views.tasks}.focus`),
  [Commands.showLog]: deps => deps.showLog(),
  [Commands.openPricing]: () => open(Pages.pricing),
  [Commands.openLogs]: () => open(Pages.logs),
  [Commands.getStarted]: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH),
  [Commands.newRequest]: async () => {
    await vscode.commands.executeCommand(OPEN_CONTAINER);
    await vscode.commands.executeCommand(`${Views.generate}.focus`);
  },
  [Commands.taskShowMore]: (deps, list) => deps.showMore(list)
} satisfies Handlers;

/** Every other command, and who has it. */
const elsewhere: {
  readonly [Id in Exclude<CommandId, keyof typeof here>]: () => Promise<Readonly<Record<Id, Handler>>>;
} = {
  [Commands.setApiKey]: account,
  [Commands.removeApiKey]: account,
  [Commands.refreshCredits]: account,
  [Commands.showStatus]: account,
  [Commands.generateImage]: start,
  [Commands.generateVideo]: start,
  [Commands.generateAudio]: start,
  [Commands.upscaleImage]: start,
  [Commands.removeBackground]: start,
  [Commands.upscaleVideo]: start,
  [Commands.isolateVoice]: start,
  [Commands.menuUpscaleImage]: start,
  [Commands.menuRemoveBackground]: start,
  [Commands.menuUpscaleVideo]: start,
  [Commands.menuIsolateVoice]: start,
  [Commands.editImage]: start,
  [Commands.animateImage]: start,
  [Commands.run]: start,
  [Commands.taskOpen]: tasks,
  [Commands.taskReveal]: tasks,
  [Commands.taskCopyPath]: tasks,
  [Commands.taskUseAsInput]: tasks,
  [Commands.taskRunAgain]: tasks,
  [Commands.taskApprove]: tasks,
  [Commands.taskStop]: tasks,
  [Commands.taskResume]: tasks,
  [Commands.taskCollectInto]: tasks,
  [Commands.taskAdopt]: tasks,
  [Commands.taskCollectEarly]: tasks,
  [Commands.taskOpenSuccessor]: tasks,
  [Commands.taskCopyPrompt]: tasks,
  [Commands.taskCopyJson]: tasks,
  [Commands.taskCopyCurl]: tasks,
  [Commands.taskReuse]: tasks,
  [Commands.taskRemove]: tasks,
  [Commands.taskToFront]: batches,
  [Commands.batchPause]: batches,
  [Commands.batchResume]: batches,
  [Commands.batchStop]: batches,
  [Commands.batchRetryFailed]: batches,
  [Commands.taskExplain]: rare,
  [Commands.moreFromResult]: rare,
  [Commands.followTask]: rare,
  [Commands.showPrice]: rare,
  [Commands.copyDiagnostics]: rare,
  [Commands.exportHistory]: rare,
  [Commands.clearHistory]: rare,
  [Commands.addModel]: models,
  [Commands.checkModels]: models,
  [Commands.removeModel]: models
};

/** All commands. What they do is loaded when it is first asked for. */
export function registerCommands(deps: Deps): vscode.Disposable {
  const register = (id: string, handler: Handler): vscode.Disposable =>
    vscode.commands.registerCommand(id, (...args: unknown[]) =>
      runReported(id, args, () => handler(deps, ...args), deps.log)
    );
  const later =
    (id: CommandId, load: () => Promise<Handlers>): Handler =>
    async (...args) =>
      (await load())[id]?.(...args);
  return vscode.Disposable.from(
    ...Object.entries<Handler>(here).map(([id, handler]) => register(id, handler)),
    ...Object.entries<() => Promise<Handlers>>(elsewhere).map(([id, load]) =>
      register(id, later(id as CommandId, load))
    )
  );
}
