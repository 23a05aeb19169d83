// The window half of VS Code: the workbench page in headless Chromium.
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import type { Server } from './server.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Device pixels per page pixel. Default: 1. */
  readonly scale?: number;
}

/** `dir`: a scratch folder for the profile. */
export async function startBrowser(dir: string, size: Size = { width: 1280, height: 860 }): Promise<BrowserContext> {
  const profile = path.join(dir, 'profile');
  const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
  return chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: true,
    viewport: { width: size.width, height: size.height },
    ...(size.scale === undefined ? {} : { deviceScaleFactor: size.scale }),
    env: { ...process.env, XDG_CONFIG_HOME: path.join(profile, 'xdg'), XDG_CACHE_HOME: path.join(profile, 'xdg') },
    args: [...flags.split(' '), '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']
  });
}

export interface Development {
  /** Folders of extensions to load as they are. */
  readonly extensions: readonly string[];
  /** A CommonJS file with `run()`, executed in the extension host; the run ends with it. */
  readonly testsPath?: string;
}

/**
 * Makes the workbench page load extensions from folders, by changing its embedded configuration. An init script,
 * because a page served through interception may not open its own socket to 127.0.0.1.
 */
export async function developExtensions(
  target: BrowserContext | Page,
  server: Server,
  what: Development
): Promise<void> {
  const uri = (file: string) => ({ $mid: 1, scheme: 'vscode-remote', authority: server.authority, path: file });
  const development = {
    extensions: what.extensions.map(uri),
    ...(what.testsPath ? { extensionTestsPath: uri(what.testsPath) } : {})
  };
  await target.addInitScript(`(${patchConfiguration})(${JSON.stringify(development)})`);
}

// Source text, because it runs in the page, and the project's own types do not include the DOM.
const patchConfiguration = `development => {
  if (window !== window.top) return;
  const read = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = read.call(this, name);
    if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
    const configuration = JSON.parse(value);
    configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
    // code-server's own service worker makes the first webview wait three seconds.
    delete configuration.productConfiguration?.serviceWorker;
    return JSON.stringify(configuration);
  };
}`;

/** Sets the display language of extensions (env.language, l10n bundles, package.nls); the workbench stays English. */
export async function forceLanguage(target: BrowserContext | Page, language: string): Promise<void> {
  const descriptor = `{ get: () => ${JSON.stringify(language)}, set() {}, configurable: true }`;
  await target.addInitScript(`Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', ${descriptor})`);
}

/** Returns the URL of a window on a folder or a `.code-workspace` file; without one the window is empty. */
export function workbenchUrl(server: Server, opened?: string): string {
  if (!opened) return `${server.origin}/?ew=true`;
  const kind = opened.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${server.origin}/?${kind}=${encodeURIComponent(opened)}`;
}
