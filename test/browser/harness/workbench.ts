// A real VS Code with the extension, for the browser tests and the screenshots.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { EmulatorOptions } from '../../emulator/initialState.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { developExtensions, forceLanguage, startBrowser, workbenchUrl } from '../../vscodeHost/browser.ts';
import type { Size } from '../../vscodeHost/browser.ts';
import { emulatorEnvironment, emulatorSettings } from '../../vscodeHost/emulatorSetup.ts';
import { ensureHost } from '../../vscodeHost/install.ts';
import { build, root } from '../../vscodeHost/paths.ts';
import { copySample, makeScratch, removeScratch } from '../../vscodeHost/scratch.ts';
import type { Server } from '../../vscodeHost/server.ts';
import { startServer } from '../../vscodeHost/server.ts';
import { themes } from '../../vscodeHost/settings.ts';
import type { Theme } from '../../vscodeHost/settings.ts';
import { startTrace, saveEvidence } from './evidence.ts';
import { actUntilVisible, succeeds, TIMEOUT_MS } from './waiting.ts';
import { workbenchWindow } from './window.ts';
import type { WorkbenchWindow } from './window.ts';

export interface WorkbenchOptions {
  /** Folders of extensions to load. Default: the checkout. */
  readonly extensions?: readonly string[];
  /** User settings; they override those of the harness. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A folder or a `.code-workspace` file to open, or `none`. Default: a new copy of the sample workspace. */
  readonly workspace?: string;
  readonly theme?: Theme;
  readonly size?: Size;
  /** Display language for the extension, such as `de`. */
  readonly locale?: string;
  /** Start without KIE_API_KEY in the environment. */
  readonly withoutKey?: boolean;
  /** Enables workspace trust as in VS Code; without it every folder is trusted. */
  readonly workspaceTrust?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly emulator?: EmulatorOptions;
}

export interface Workbench extends WorkbenchWindow {
  /** The folder that is open; empty with `workspace: 'none'`. */
  readonly workspace: string;
  readonly emulator: Emulator;
  readonly server: Server;
  /** A second window on the same server and workspace. */
  openWindow(): Promise<WorkbenchWindow>;
  /** Reloads the first window, as "Reload Window" does. */
  reload(): Promise<void>;
  /** Writes `build/screenshots/<name>.png`; resolves to its path. */
  screenshot(name: string): Promise<string>;
  /** Saves evidence of a failure in `build/browser`; resolves to the folder. */
  saveEvidence(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const host = await ensureHost();
  const dir = await makeScratch();
  const emulator = await startEmulator(options.emulator);
  let server: Server | undefined;
  let context: BrowserContext | undefined;
  const stop = async () => {
    await context?.close();
    await server?.stop();
    await emulator.stop();
    await removeScratch(dir);
  };
  try {
    const workspace = options.workspace === 'none' ? '' : (options.workspace ?? (await copySample(dir)));
    const { KIE_API_KEY = '', ...rest } = emulatorEnvironment(emulator);
    server = await startServer({
      dir,
      host,
      env: { ...rest, KIE_API_KEY: options.withoutKey ? '' : KIE_API_KEY, ...options.env },
      ...(options.workspaceTrust === undefined ? {} : { workspaceTrust: options.workspaceTrust }),
      settings: {
        ...emulatorSettings(emulator),
        // A second click on an icon of the activity bar then keeps its container open, so that a click may be repeated.
        'workbench.activityBar.iconClickBehavior': 'focus',
        // Of several selected files it selects only the one whose editor opens, which can be late.
        'explorer.autoReveal': false,
        ...options.settings
      }
    });
    context = await startBrowser(dir, options.size);
    context.setDefaultTimeout(TIMEOUT_MS);
    await startTrace(context);
    await developExtensions(context, server, { extensions: options.extensions ?? [root] });
    if (options.locale) await forceLanguage(context, options.locale);
    const url = workbenchUrl(server, workspace || undefined);
    const page = context.pages()[0] ?? (await context.newPage());
    const load = async (target: Page) => {
      await target.goto(url);
      // The extension's own icon: from here on its menus and commands are registered.
      await target
        .locator('.activitybar .action-label[aria-label^="KIE"]')
        .first()
        .waitFor({ timeout: 2 * TIMEOUT_MS });
    };
    await load(page);
    await applyTheme(page, server, options.theme ?? 'dark');
    const opened = context;
    return {
      ...workbenchWindow(page),
      workspace,
      emulator,
      server,
      async openWindow() {
        const another = await opened.newPage();
        await load(another);
        return workbenchWindow(another);
      },
      reload: () => load(page),
      screenshot: name => screenshot(page, name),
      saveEvidence: name => saveEvidence({ context, server, emulator }, name),
      stop
    };
  } catch (error) {
    await saveEvidence({ context, server, emulator }, 'start');
    await stop();
    throw error;
  }
}

/** The class of the workbench by which VS Code names exactly this theme: `vs-dark` alone is any dark one. */
const themeClasses: Readonly<Record<Theme, string>> = {
  dark: 'vscode-theme-defaults-themes-dark_modern-json',
  light: 'vscode-theme-defaults-themes-light_modern-json',
  highContrast: 'vscode-theme-defaults-themes-hc_black-json',
  highContrastLight: 'vscode-theme-defaults-themes-hc_light-json'
};

/** Sets the theme in the settings file of the running workbench: one set before the first start is ignored. */
async function applyTheme(page: Page, server: Server, theme: Theme): Promise<void> {
  const file = path.join(server.userDir, 'User/settings.json');
  const settings = JSON.parse(await fs.readFile(file, 'utf8')) as Record<string, unknown>;
  const write = (): Promise<void> =>
    fs.writeFile(file, JSON.stringify({ ...settings, 'workbench.colorTheme': themes[theme] }, null, 2));
  const applied = page.locator(`.monaco-workbench.${themeClasses[theme]}`).first();
  await write();
  // A change of the file while its watcher starts is also ignored.
  if (await succeeds(actUntilVisible(applied, write, TIMEOUT_MS / 4))) return;
  // On a busy machine VS Code can miss its settings at the start and every change of the file, but not its own change.
  const open = workbenchWindow(page);
  await actUntilVisible(applied, async () => {
    await open.runCommand('Preferences: Color Theme');
    await open.quickInput(themes[theme]);
  });
}

async function screenshot(page: Page, name: string): Promise<string> {
  const file = path.join(build, 'screenshots', `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}
