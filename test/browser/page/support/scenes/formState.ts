// The states of the Generate view that the scenes show, with the texts of the engine in the language of this process.
import type { Page } from 'playwright-core';
import { summaryOf } from '../../../../../src/core/models/catalog.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { Catalog } from '../../../../../src/core/models/catalog.ts';
import type { Evaluation, FormModel } from '../../../../../src/shared/form.ts';
import type { MediaItem } from '../../../../../src/shared/protocol/media.ts';
import type { Snapshot, TaskLine } from '../../../../../src/shared/protocol/snapshot.ts';
import type { Task } from '../../../../../src/shared/task.ts';
import type { HostData } from '../fakeHost.ts';

/** A prompt without Latin letters, so that it does not count as English. */
export const PROMPT = 'Маяк на рассвете 灯塔';

/** One state of a page. `open` shows it. */
export interface Scene {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
}

export interface StateOptions extends Partial<Omit<Snapshot, 'model' | 'evaluation' | 'media'>> {
  readonly media?: readonly MediaItem[];
  /** Changes the computed evaluation. */
  readonly judge?: (evaluation: Evaluation) => Evaluation;
  readonly live?: FormModel['live'];
}

/** Data for the fake extension: every model of the catalog. */
export const hostData = (catalog: Catalog, l10n: Readonly<Record<string, string>>): HostData => ({
  models: catalog.entries.map(summaryOf),
  forms: {},
  l10n,
  promptList: [PROMPT, '一只狐狸']
});

/** Shows a model with a draft; without an ID, no model. Closes the panels of the previous state. */
export async function showForm(page: Page, catalog: Catalog, id?: string, options: StateOptions = {}): Promise<void> {
  const { draft = {}, media = [], judge = (same: Evaluation) => same, live, ...rest } = options;
  const byValue = Object.fromEntries(media.map(item => [item.value, item]));
  const snapshot = {
    models: catalog.entries.map(summaryOf),
    draft,
    typed: 0,
    media: byValue,
    account: { hasKey: true, credits: 1000 },
    tasks: [],
    presets: [],
    ...rest
  };
  const form = id === undefined ? {} : modelState(catalog, id, { draft, byValue, judge, live });
  if (await page.locator('#model .picker-search').isVisible()) await page.keyboard.press('Escape');
  await page.evaluate(
    async parts => {
      const frame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));
      window.kie.log = [];
      // The fake extension evaluates in English.
      window.kie.hold = 'evaluate';
      for (const part of parts) {
        const picker = { ...window.kie.picker, ...('picker' in part ? (part['picker'] as object) : {}) };
        window.kie.push({ type: 'snapshot', snapshot: { ...part, picker, edition: performance.now() } });
        await frame();
      }
      for (const details of document.querySelectorAll('details')) details.open = true;
      await frame();
    },
    [
      { ...snapshot, draft: {} },
      { ...snapshot, ...form }
    ] as readonly Record<string, unknown>[]
  );
}

function modelState(
  catalog: Catalog,
  id: string,
  more: Required<Pick<StateOptions, 'draft' | 'judge'>> & {
    readonly byValue: Readonly<Record<string, MediaItem>>;
    readonly live: FormModel['live'];
  }
): { readonly model: FormModel; readonly evaluation: Evaluation } {
  const entry = catalog.entries.find(each => each.id === id);
  if (entry === undefined) throw new Error(`The catalog has no model ${id}.`);
  const model = catalog.form(id);
  if (model === undefined) throw new Error(`The catalog has no form of ${id}.`);
  const { draft, byValue, judge, live } = more;
  return {
    model: { ...model, ...(live === undefined ? {} : { live }) },
    evaluation: judge(evaluate(entry, draft, value => byValue[value]?.facts))
  };
}

/** Returns the status line of a run. */
export const runLine = (
  task: Partial<Task>,
  more: Omit<TaskLine, 'task'> = {},
  at: { readonly now: number } = { now: 0 }
): TaskLine => ({
  task: {
    localId: `${task.state ?? ''}${task.hold === undefined ? '' : '-held'}`,
    model: 'nano-banana-2',
    input: {},
    results: [],
    createdAt: at.now,
    updatedAt: at.now,
    origin: 'form',
    state: 'running',
    ...task
  },
  ...more
});

export const mediaItem = (name: string, facts: MediaItem['facts']): MediaItem => ({
  value: `file:///${name}`,
  name,
  preview:
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ...(facts === undefined ? {} : { facts })
});
