import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser, Page, Route } from 'playwright-core';
import { pagePolicy } from '../../../../src/shared/contentSecurityPolicy.ts';
import { withoutFeatures } from '../../../vscodeHost/chromium.ts';
import { fakeHost } from './fakeHost.ts';
import type { HostData } from './fakeHost.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

/** Secure, as webviews are. */
export const ORIGIN = 'https://page.test';

/** The browser for page tests; CHROMIUM_PATH overrides the executable. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      withoutFeatures
    ]
  });

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  /** Language of the page. Default: English. */
  readonly lang?: string;
  /** Files that the page may load, by path. */
  readonly files?: Readonly<Record<string, Buffer>>;
}

/** Opens the built page of the form (PAGE_SCRIPT overrides it) with the fake host. */
export async function openPage(browser: Browser, data: HostData, options: PageOptions = {}): Promise<Page> {
  const page = await newPage(browser, 'generate', options);
  await page.addInitScript(fakeHost, data);
  await page.goto(`${ORIGIN}/`);
  await page.locator('#model').waitFor();
  return page;
}

/** The requested part of a file, as VS Code answers: a player can only seek in such a file. */
function rangeOf(file: Buffer, range: string | undefined): Parameters<Route['fulfill']>[0] {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) return { body: file };
  const end = last === undefined || last === '' ? file.length - 1 : Number(last);
  const headers = { 'accept-ranges': 'bytes', 'content-range': `bytes ${first}-${end}/${file.length}` };
  return { status: 206, headers, body: file.subarray(Number(first), end + 1) };
}

/** Creates a page that runs a built script with VS Code's content security policy; `show` opens it. */
export async function newPage(browser: Browser, script: string, options: PageOptions = {}): Promise<Page> {
  const folder = new URL('../../../../dist/webview/', import.meta.url);
  const theme = themes[options.theme ?? 'dark'];
  const page = await browser.newPage({ viewport: { width: options.width ?? 300, height: options.height ?? 900 } });
  const variables = Object.entries(theme.colors)
    .map(([name, value]) => `--vscode-${name}:${value};`)
    .join('');
  const html = `<!doctype html><html lang="${options.lang ?? 'en'}"><head><meta charset="utf-8"><title>KIE</title>
    <meta http-equiv="Content-Security-Policy" content="${pagePolicy('n', ORIGIN, script === 'result')}">
    <style nonce="n">html{${variables}}body{background:var(--vscode-sideBar-background)}</style></head>
    <body class="${theme.bodyClass}"><script type="module" nonce="n" src="/${script}.js"></script></body></html>`;
  await page.route('**/*', async route => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (/^\/[\w-]+\.js$/.test(pathname)) {
      const built = script === 'generate' ? process.env['PAGE_SCRIPT'] : undefined;
      const body = await readFile(built ?? new URL(pathname.slice(1), folder), 'utf8');
      return route.fulfill({ contentType: 'text/javascript', body });
    }
    const file = options.files?.[pathname];
    if (file !== undefined) return route.fulfill(rangeOf(file, route.request().headers()['range']));
    return route.fulfill({ status: 404, body: '' });
  });
  return page;
}

/** Loads the page that {@link newPage} created. */
export const show = (page: Page): Promise<unknown> => page.goto(`${ORIGIN}/`);
