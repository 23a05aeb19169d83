import * as vscode from 'vscode';
import { messageOf } from './shared/messageOf.ts';
import type { Logger } from './core/base/ports.ts';
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
import { LivePrices } from './vscode/common/livePrices.ts';
import { Notifier } from './vscode/features/tasks/notifications/notifier.ts';
import { Approvals } from './vscode/features/run/approvals.ts';
import { DailyLimit } from './core/tasks/dailyLimit.ts';
import { OutputFolder } from './vscode/features/run/outputFolder.ts';
import { engineSettings, numberSetting } from './vscode/common/settings.ts';
import { RecentLog } from './core/base/recentLog.ts';
import { registerStatusBar } from './vscode/features/tasks/notifications/statusBar.ts';
import { registerWatching } from './vscode/features/tasks/tree/visibleTasks.ts';
import { GenerateView } from './vscode/features/generate/view.ts';
import { registerTasksView } from './vscode/features/tasks/tree/view.ts';

/** File in the storage folder whose existence shows that there were earlier tasks. */
const LEDGER = 'ledger.db';

/** Delay after activation before tasks of an earlier session are resumed, in milliseconds. */
const TAKE_UP_AFTER_MS = 1500;

/** Creates the services and registers contributions. The network and the engine are only used on demand. */
export function activate(context: vscode.ExtensionContext): KieStudioApi {
  const channel = vscode.window.createOutputChannel('KIE Studio', { log: true });
  const log = new RecentLog(channel);
  const storageDir = context.globalStorageUri.fsPath;
  const state = createState(context);
  const key = new ApiKey(context.secrets);
  const load: typeof loadEngine = async ports => {
    const engine = await loadEngine(ports);
    await livePrices.applyTo(engine);
    return engine;
  };
  const engineService = new EngineService(
    {
      storageDir,
      catalogFile: vscode.Uri.joinPath(context.extensionUri, 'dist', 'catalog.json').fsPath,
      settings: engineSettings,
      apiKey: () => key.get(),
      docsBaseUrl: () => (inTests(context) ? process.env['KIE_DOCS_BASE_URL'] : undefined),
      log
    },
    load
  );
  running = engineService;
  const livePrices = new LivePrices(state, engineService, log);
  const account = new Account(key, engineService, log);
  const ask = askFor(context);
  const approvals = new Approvals(state.approvals);
  const dailyLimit = new DailyLimit(context.globalStorageUri.fsPath, () => numberSetting('kie.dailyCreditLimit'));
  const output = new OutputFolder(state.outputFolder, ask, approvals);
  const form = new GenerateView();
  const tasks = registerTasksView(engineService, account);
  const notifier = new Notifier(engineService, () => form.visible || tasks.view.visible);
  const api = createApi({ engineService, output, ask, dailyLimit });
  const services: Services = {
    context,
    state,
    log,
    key,
    engine: engineService,
    account,
    livePrices,
    output,
    ask,
    dailyLimit,
    approvals,
    notifier,
    form,
    api,
    showLog: () => channel.show(),
    recentLines: () => log.lines,
    ...tasks.lines
  };
  context.subscriptions.push(
    channel,
    key,
    engineService,
    account,
    notifier,
    tasks.disposable,
    form.register(services),
    registerStatusBar(engineService, account),
    registerWatching(engineService, [tasks.watcher, form]),
    registerCommands(services)
  );
  void account.checkKey().then(undefined, (error: unknown) => log.error(`API key: ${messageOf(error)}`));
  takeUp(context, engineService, log);
  if (context.extensionMode !== vscode.ExtensionMode.Test) return api;
  const checkAndStore = async (text: string): Promise<string | undefined> =>
    (await import('./vscode/features/account/setApiKey.ts')).checkAndStore(services, text);
  return Object.assign(api, { testing: { ask, checkAndStore, context, form, log, ...tasks } });
}

let running: EngineService | undefined;

/** Lets a submission in progress record its task ID. */
export async function deactivate(): Promise<void> {
  await running?.close();
}

/** Resumes tasks of an earlier session, only if there is a ledger and activation is over. */
function takeUp(context: vscode.ExtensionContext, engineService: EngineService, log: Logger): void {
  const ledger = vscode.Uri.joinPath(context.globalStorageUri, LEDGER);
  const begin = (): Promise<unknown> =>
    engineService.get().catch((error: unknown) => log.error(`Start: ${messageOf(error)}`));
  const timer = setTimeout(() => {
    // Without a ledger, there is nothing to resume.
    vscode.workspace.fs.stat(ledger).then(begin, () => undefined);
  }, TAKE_UP_AFTER_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

const inTests = (context: vscode.ExtensionContext): boolean => context.extensionMode === vscode.ExtensionMode.Test;

/** Host tests replace `confirm`, because modal dialogs are refused there. */
function askFor(context: vscode.ExtensionContext): Ask {
  return context.extensionMode === vscode.ExtensionMode.Test ? { ...modalAsk } : modalAsk;
}
