import * as vscode from 'vscode';
import { setTextLanguage } from './shared/format/language.ts';
import { messageOf } from './shared/messageOf.ts';
import type { EnginePorts, Logger } from './core/base/ports.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import type { KieStudioApi } from './vscode/api/kieStudioApi.ts';
import { Account } from './vscode/features/account/account.ts';
import { createApi } from './vscode/api/api.ts';
import { ApiKey } from './vscode/features/account/apiKey.ts';
import { modalAsk } from './vscode/common/confirm.ts';
import type { Ask } from './vscode/common/confirm.ts';
import type { Services } from './vscode/services.ts';
import { createState } from './vscode/state.ts';
import { EngineService, loadEngine } from './vscode/common/engineService.ts';
import { followFileMoves } from './vscode/common/fileMoves.ts';
import { LivePrices } from './vscode/common/livePrices.ts';
import { Notifier } from './vscode/features/tasks/notifications/notifier.ts';
import { Approvals } from './vscode/features/run/approvals.ts';
import { DailyLimit } from './core/tasks/dailyLimit.ts';
import { OutputFolder } from './vscode/features/run/outputFolder.ts';
import { engineSettings, numberSetting } from './vscode/common/settings.ts';
import { RecentLog } from './core/base/recentLog.ts';
import { registerStatusBar } from './vscode/features/tasks/notifications/statusBar.ts';
import { registerVisibleTasks } from './vscode/features/tasks/tree/visibleTasks.ts';
import { imageTools } from './vscode/features/imageTool/open.ts';
import { GenerateView } from './vscode/features/generate/view.ts';
import { registerTasksView } from './vscode/features/tasks/tree/view.ts';
import { LazyResultEditors } from './vscode/features/result/register.ts';

/** File in the storage folder whose existence shows that there were earlier tasks. */
const LEDGER = 'ledger.db';

/** Delay after activation before tasks of an earlier session are resumed, in milliseconds. */
const RESUME_DELAY_MS = 1500;

/** Creates the services and registers contributions. The network and the engine are only used on demand. */
export function activate(context: vscode.ExtensionContext): KieStudioApi {
  if (vscode.l10n.uri !== undefined) setTextLanguage(vscode.env.language);
  const channel = vscode.window.createOutputChannel('KIE Studio', { log: true });
  const { services, form, tasks, resultEditors } = createServices(context, channel);
  const { account, api, engine, log } = services;
  running = engine;
  context.subscriptions.push(
    channel,
    services.key,
    engine,
    account,
    services.notifier,
    tasks.disposable,
    form.register(services),
    resultEditors,
    registerStatusBar(engine, account),
    registerVisibleTasks(engine, [tasks.watcher, form]),
    followFileMoves(engine, log, () => hasLedger(context)),
    registerCommands(services)
  );
  void account.checkKey().then(undefined, (error: unknown) => log.error(`API key: ${messageOf(error)}`));
  resumeTasks(context, engine, log);
  if (!inTests(context)) return api;
  const checkAndStore = async (text: string): Promise<string | undefined> =>
    (await import('./vscode/features/account/setApiKey.ts')).checkAndStore(services, text);
  return Object.assign(api, { testing: { ask: services.ask, checkAndStore, context, form, log, ...tasks } });
}

function createServices(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel) {
  const log = new RecentLog(channel);
  const state = createState(context);
  const key = new ApiKey(context.secrets);
  const load: typeof loadEngine = async ports => {
    const loaded = await loadEngine(ports);
    await livePrices.applyTo(loaded);
    return loaded;
  };
  const engine = new EngineService(enginePorts(context, key, log), load);
  const livePrices = new LivePrices(state, engine, log);
  const account = new Account(key, engine, log);
  const ask = askFor(context);
  const approvals = new Approvals(state.approvals);
  const dailyLimit = new DailyLimit(context.globalStorageUri.fsPath, () => numberSetting('kie.dailyCreditLimit'));
  const output = new OutputFolder(state.outputFolder, ask, approvals);
  const form = new GenerateView();
  const tasks = registerTasksView(engine, account, context.globalStorageUri.fsPath);
  const resultEditors = new LazyResultEditors({ ask, context, engine, log, taskList: tasks.lines.taskList });
  const services: Services = {
    context,
    state,
    log,
    key,
    engine,
    account,
    livePrices,
    output,
    ask,
    dailyLimit,
    approvals,
    notifier: new Notifier(engine, () => form.visible || tasks.view.visible),
    form,
    resultEditors,
    drawOnImage: imageTools({ ask, context, log }),
    api: createApi({ engineService: engine, output, ask, dailyLimit }),
    showLog: () => channel.show(),
    recentLines: () => log.lines,
    ...tasks.lines
  };
  return { services, form, tasks, resultEditors };
}

const enginePorts = (context: vscode.ExtensionContext, key: ApiKey, log: Logger): EnginePorts => ({
  storageDir: context.globalStorageUri.fsPath,
  catalogFile: vscode.Uri.joinPath(context.extensionUri, 'dist', 'catalog.json').fsPath,
  settings: engineSettings,
  apiKey: () => key.get(),
  docsBaseUrl: () => (inTests(context) ? process.env['KIE_DOCS_BASE_URL'] : undefined),
  log
});

let running: EngineService | undefined;

/** Lets a submission in progress record its task ID. */
export async function deactivate(): Promise<void> {
  await running?.close();
}

/** Resumes tasks of an earlier session, only if there is a ledger and activation is over. */
function resumeTasks(context: vscode.ExtensionContext, engineService: EngineService, log: Logger): void {
  const begin = (): Promise<unknown> =>
    engineService.get().catch((error: unknown) => log.error(`Start: ${messageOf(error)}`));
  const timer = setTimeout(() => {
    void hasLedger(context).then(has => (has ? begin() : undefined));
  }, RESUME_DELAY_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

/** Whether there were earlier tasks. */
const hasLedger = async (context: vscode.ExtensionContext): Promise<boolean> =>
  vscode.workspace.fs.stat(vscode.Uri.joinPath(context.globalStorageUri, LEDGER)).then(
    () => true,
    () => false
  );

const inTests = (context: vscode.ExtensionContext): boolean => context.extensionMode === vscode.ExtensionMode.Test;

/** Host tests replace `confirm`, because modal dialogs are refused there. */
function askFor(context: vscode.ExtensionContext): Ask {
  return inTests(context) ? { ...modalAsk } : modalAsk;
}
