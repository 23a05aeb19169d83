import type { Browser, Page } from 'playwright-core';
import type { ResultFile, ResultSnapshot } from '../../../../src/shared/protocol/result.ts';
import { newPage, ORIGIN, show } from './openPage.ts';
import type { PageOptions } from './openPage.ts';

interface ResultHandle {
  /** The content of the addresses that the page created. */
  readonly copies: Blob[];
  readonly asked: { readonly name: string; readonly params: unknown }[];
  readonly violations: string[];
  readonly errors: string[];
  /** The state that the page stored last. */
  stored: unknown;
  push(snapshot: ResultSnapshot): void;
}

declare global {
  interface Window {
    result: ResultHandle;
  }
}

interface ResultOptions extends PageOptions {
  /** Whether the browser can decode AAC. */
  readonly canDecode?: boolean;
  /** The state that an earlier page stored. */
  readonly stored?: unknown;
}

/** Runs in the page before any other script and acts as the extension. */
function fakeExtension({
  snapshot,
  canDecode,
  stored
}: {
  readonly snapshot: ResultSnapshot;
  readonly canDecode: boolean;
  readonly stored: unknown;
}): void {
  const send = (data: unknown): unknown =>
    setTimeout(() => window.dispatchEvent(new MessageEvent('message', { data })), 0);
  const handle: ResultHandle = {
    copies: [],
    asked: [],
    violations: [],
    errors: [],
    stored,
    push: next => send({ type: 'snapshot', snapshot: next })
  };
  window.result = handle;
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    handle.copies.push(blob);
    return create(blob);
  };
  window.addEventListener('error', event => handle.errors.push(event.message));
  window.addEventListener('unhandledrejection', event => handle.errors.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', event =>
    handle.violations.push(`${event.violatedDirective} ${event.blockedURI}`)
  );
  if (!canDecode) HTMLMediaElement.prototype.canPlayType = type => (type.includes('mp4a') ? '' : 'probably');
  window.acquireVsCodeApi = () => ({
    getState: () => stored,
    setState: (state: unknown) => {
      handle.stored = state;
    },
    postMessage: ({ seq, name, params }: { readonly seq: number; readonly name: string; readonly params: unknown }) => {
      handle.asked.push({ name, params });
      const other = { name: 'other.png', src: snapshot.sources[0]?.src ?? '' };
      const results: Readonly<Record<string, unknown>> = {
        ready: { snapshot },
        show: { snapshot },
        compareWith: { image: other }
      };
      send({ type: 'answer', seq, ok: true, result: results[name] ?? {} });
    }
  });
}

/** The actions on a saved image, video or audio file. */
export const MEDIA_ACTIONS: ResultSnapshot['actions'] = [
  'useIn',
  'runAgain',
  'editRequest',
  'insert',
  'reveal',
  'open',
  'delete',
  'copyTaskId',
  'copyPrompt',
  'showTasks'
];

/** A state of the Result editor with this file. */
export const resultOf = (file: ResultFile | undefined, more: Partial<ResultSnapshot> = {}): ResultSnapshot => ({
  localId: 'a',
  index: 0,
  model: 'Model',
  subject: 'A tone',
  ...(file === undefined ? {} : { file }),
  sources: [],
  request: [],
  facts: [],
  siblings: [],
  actions: [],
  isPinned: false,
  ...more
});

/** The address of a file in the option `files`. */
export const fileAddress = (name: string): string => `${ORIGIN}/${name}`;

/** Opens the built Result editor, and waits until it shows a state. */
export async function openResult(
  browser: Browser,
  snapshot: ResultSnapshot,
  { canDecode = false, stored, ...options }: ResultOptions = {}
): Promise<Page> {
  const page = await newPage(browser, 'result', { width: 900, height: 600, ...options });
  await page.addInitScript(fakeExtension, { snapshot, canDecode, stored });
  await show(page);
  await page.locator('.result-tools').waitFor();
  return page;
}
