import type { Locator, Page } from 'playwright-core';
import type { ParamsOf, RequestName } from '../../../src/shared/protocol/requests.ts';
import type { HostData } from './fakeHost.ts';
import { entries, formOf, summaryOf } from './fixture.ts';

/** The fixture's models, the one with every control chosen. */
export const data: HostData = {
  models: entries.map(summaryOf),
  forms: Object.fromEntries(entries.map(entry => [entry.id, formOf(entry)])),
  start: 'test/everything'
};

/** The same with the model that only takes a prompt, which is filled in. */
export const prompted: HostData = { ...data, start: 'test/only-prompt', draft: { prompt: 'a boat' } };

/** Unfolds what is asked for less often. */
export const openMore = (page: Page): Promise<void> => page.locator('details.more').first().locator('summary').click();

export const field = (page: Page, path: string): Locator => page.locator(`.field[data-path="${path}"]`);

export const timesAsked = (page: Page, name: RequestName): Promise<number> =>
  page.evaluate(wanted => window.kie.log.filter(message => message.name === wanted).length, name);

export const runs = (page: Page): Promise<number> => timesAsked(page, 'run');

/** Waits until the host has seen the draft that the page shows, then gives it. */
export async function draftOf(page: Page): Promise<unknown> {
  await page.waitForFunction(() => {
    const saved = window.kie.state as { draft: unknown };
    return JSON.stringify(saved.draft) === JSON.stringify(window.kie.draft);
  });
  return page.evaluate(() => window.kie.draft);
}

/** As `draftOf`, once the draft has a value of this name: for what takes a way over the host. */
export async function draftWith(page: Page, name: string): Promise<unknown> {
  await page.waitForFunction(key => window.kie.draft[key] !== undefined, name);
  return draftOf(page);
}

/** What was sent with the last request of a name; waits for the first. */
export async function lastAsked<N extends RequestName>(page: Page, name: N): Promise<ParamsOf<N>> {
  await page.waitForFunction(wanted => window.kie.log.some(message => message.name === wanted), name);
  return page.evaluate(wanted => window.kie.log.findLast(message => message.name === wanted)?.params, name) as Promise<
    ParamsOf<N>
  >;
}

/** Fires a drop or a paste with these texts (by type) and files at an element. */
export async function bring(
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
