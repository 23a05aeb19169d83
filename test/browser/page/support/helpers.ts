import type { Locator, Page } from 'playwright-core';
import type { ParamsOf, RequestName } from '../../../../src/shared/protocol/requests.ts';
import type { HostData } from './fakeHost.ts';
import { entries, formOf, summaryOf } from './fixture.ts';

/** The fixture's models, with the all-controls model selected. */
export const data: HostData = {
  models: entries.map(summaryOf),
  forms: Object.fromEntries(entries.map(entry => [entry.id, formOf(entry)])),
  start: 'test/everything'
};

/** The same data, with the prompt-only model selected and filled in. */
export const promptData: HostData = { ...data, start: 'test/only-prompt', draft: { prompt: 'a boat' } };

/** Expands the less common fields. */
export const expandMore = (page: Page): Promise<void> =>
  page.locator('details.more').first().locator('summary').click();

export const field = (page: Page, path: string): Locator => page.locator(`.field[data-path="${path}"]`);

export const requestCount = (page: Page, name: RequestName): Promise<number> =>
  page.evaluate(wanted => window.kie.log.filter(message => message.name === wanted).length, name);

export const runCount = (page: Page): Promise<number> => requestCount(page, 'run');

/** Waits until the host has received the draft that the page shows, then returns it. */
export async function draftOf(page: Page): Promise<unknown> {
  await page.waitForFunction(() => {
    const saved = window.kie.state as { draft: unknown };
    return JSON.stringify(saved.draft) === JSON.stringify(window.kie.draft);
  });
  return page.evaluate(() => window.kie.draft);
}

/** Like `draftOf`, once the draft has a value with this name: for values that arrive through the host. */
export async function draftWith(page: Page, name: string): Promise<unknown> {
  await page.waitForFunction(key => window.kie.draft[key] !== undefined, name);
  return draftOf(page);
}

/** Returns the parameters of the last request with this name; waits for the first one. */
export async function lastRequest<N extends RequestName>(page: Page, name: N): Promise<ParamsOf<N>> {
  await page.waitForFunction(wanted => window.kie.log.some(message => message.name === wanted), name);
  return page.evaluate(wanted => window.kie.log.findLast(message => message.name === wanted)?.params, name) as Promise<
    ParamsOf<N>
  >;
}

/** Dispatches a drop or a paste with these texts (by type) and files on an element. */
export async function dispatchTransfer(
  target: Locator,
  event: 'drop' | 'paste',
  content: { readonly texts?: Readonly<Record<string, string>>; readonly files?: readonly string[] }
): Promise<void> {
  await target.evaluate(
    (element, [name, { texts = {}, files = [] }]) => {
      const dataTransfer = new DataTransfer();
      for (const [type, text] of Object.entries(texts)) dataTransfer.setData(type, text);
      for (const file of files) dataTransfer.items.add(new File([new Uint8Array([1, 2, 3])], file));
      const options = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        name === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: dataTransfer })
      );
    },
    [event, content] as const
  );
}
