import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { FromImageTool, ShownTool } from '../../../../src/shared/protocol/imageTool.ts';
import { newPage, show } from './openPage.ts';
import type { PageOptions } from './openPage.ts';

interface ToolHandle {
  readonly log: FromImageTool[];
  readonly violations: string[];
  readonly errors: string[];
}

declare global {
  interface Window {
    imageTool: ToolHandle;
  }
}

interface Opened {
  readonly tool: ShownTool;
  /** Translations by English text. */
  readonly l10n?: Readonly<Record<string, string>> | undefined;
}

/** Runs in the page before any other script and acts as the extension. */
function fakeExtension({ tool, l10n }: Opened): void {
  const handle: ToolHandle = { log: [], violations: [], errors: [] };
  window.imageTool = handle;
  window.addEventListener('error', event => handle.errors.push(event.message));
  window.addEventListener('unhandledrejection', event => handle.errors.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', event =>
    handle.violations.push(`${event.violatedDirective} ${event.sample} ${event.blockedURI}`)
  );
  window.acquireVsCodeApi = () => ({
    postMessage: (sent: FromImageTool) => {
      handle.log.push(structuredClone(sent));
      if (sent.type !== 'ready') return;
      setTimeout(
        () =>
          window.dispatchEvent(new MessageEvent('message', { data: { type: 'open', tool, ...(l10n && { l10n }) } })),
        0
      );
    }
  });
}

/** The address of a plain image. */
export const image = (width = 80, height = 40): string => {
  const png = new PNG({ width, height });
  for (let i = 0; i < png.data.length; i += 4) png.data.set([70, 120, (i / 4 / width) % 256, 255], i);
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
};

/** Opens the built editor for masks and boxes, and waits until it shows the image. */
export async function openImageTool(
  browser: Browser,
  tool: ShownTool,
  options: PageOptions = {},
  l10n?: Opened['l10n']
): Promise<Page> {
  const page = await newPage(browser, 'imageTool', { width: 900, height: 600, ...options });
  await page.addInitScript(fakeExtension, { tool, l10n });
  await show(page);
  await page.locator('.stage:not([data-loading])').waitFor();
  return page;
}

/** Returns the first message with this type, once it was sent. */
export async function sentMessage<T extends FromImageTool['type']>(
  page: Page,
  type: T
): Promise<FromImageTool & { readonly type: T }> {
  await page.waitForFunction(wanted => window.imageTool.log.some(message => message.type === wanted), type);
  const found = await page.evaluate(wanted => {
    const message = window.imageTool.log.findLast(({ type: name }) => name === wanted);
    const drawing = message?.type === 'done' && 'png' in message.drawing ? [...message.drawing.png] : undefined;
    return { message, png: drawing };
  }, type);
  const message = found.png === undefined ? found.message : { type, drawing: { png: Uint8Array.from(found.png) } };
  return message as FromImageTool & { readonly type: T };
}
