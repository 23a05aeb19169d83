// The bar at the bottom of the Generate view: status lines, notes, the balance and prices.
import * as l10n from '@vscode/l10n';
import type { Page } from 'playwright-core';
import type { Catalog } from '../../../../../src/core/models/catalog.ts';
import type { Price } from '../../../../../src/shared/form.ts';
import type { TaskError, TaskState } from '../../../../../src/shared/task.ts';
import { PROMPT, runLine, showForm } from './formState.ts';
import type { Scene, StateOptions } from './formState.ts';

const IMAGE = 'nano-banana-2';

const reason = (): string =>
  l10n.t(
    "KIE may have accepted and charged this task, so it won't be resent automatically. If it isn't in kie.ai/logs, run it again."
  );
const changed = (): string => l10n.t('This task now costs {0}. It was {1} when you started it.', '24', '8');

const ACTIVE: readonly TaskState[] = ['preparing', 'submitting', 'queued', 'running', 'collecting'];
const ENDS: readonly (readonly [state: TaskState, remedy: TaskError['remedy'], action: string])[] = [
  ['unknown', 'none', 'Enter Task ID…'],
  ['failed', 'top-up', 'Top Up'],
  ['failed', 'set-key', 'Set API Key'],
  ['uncollected', 'choose-folder', 'Download Again'],
  ['stopped', 'none', 'Resume Tracking']
];

export const barScenes = (catalog: Catalog): readonly Scene[] => {
  const show =
    (options: () => StateOptions, then?: (page: Page) => Promise<unknown>) =>
    async (page: Page): Promise<void> => {
      await showForm(page, catalog, IMAGE, { draft: { prompt: PROMPT }, ...options() });
      await then?.(page);
    };
  const priced = (price: Price, credits?: number) =>
    show(() => ({
      judge: same => ({ ...same, price }),
      account: { hasKey: true, ...(credits === undefined ? {} : { credits }) }
    }));
  const now = Date.now();
  return [
    {
      name: 'runs',
      open: show(() => ({
        tasks: ACTIVE.map(state => runLine({ state, progress: 0.4, createdAt: now }, { usualSeconds: 70 }))
      }))
    },
    {
      name: 'waiting',
      open: show(() => ({
        tasks: [
          runLine({ state: 'preparing', hold: { kind: 'price', message: changed() } }),
          runLine({ state: 'preparing', localId: 'b', createdAt: now, batch: { id: 'b', waiting: true } }),
          runLine({
            state: 'preparing',
            localId: 'c',
            createdAt: now,
            error: {
              code: '455',
              message: l10n.t('KIE is under maintenance. Retrying automatically…'),
              remedy: 'wait',
              retryAt: now + 60_000
            }
          })
        ]
      }))
    },
    ...ENDS.map(([state, remedy, action], index) => ({
      name: `end-${index}-${state}`,
      open: show(() => ({
        tasks: [runLine({ state, finishedAt: 1, error: { message: reason(), remedy } }, { action: l10n.t(action) })]
      }))
    })),
    {
      name: 'done',
      open: show(() => ({
        tasks: [
          runLine({
            state: 'done',
            taskId: '1',
            submittedAt: 0,
            finishedAt: 65_000,
            results: [{ index: 0, kind: 'image', state: 'saved', path: '/1.png' }]
          })
        ],
        batch: {
          id: '1',
          name: l10n.t('Batch'),
          text: [l10n.t('{0} of {1} done', 17, 20), l10n.t('{0} failed', 2), l10n.t('{0} unknown', 1)].join(', '),
          failures: [reason()],
          isOver: true,
          canRetry: true
        }
      }))
    },
    { name: 'offline', open: show(() => ({ account: { hasKey: true, credits: 4, retryAt: now + 30_000 } })) },
    { name: 'low', open: priced({ kind: 'exact', credits: 12.5, parts: [] }, 3) },
    { name: 'low-up-to', open: priced({ kind: 'upTo', credits: 1200, parts: [] }, 3) },
    { name: 'low-about', open: priced({ kind: 'about', credits: 1200, parts: [] }, 3) },
    { name: 'price-unknown', open: priced({ kind: 'unknown', parts: [] }) },
    { name: 'free', open: priced({ kind: 'exact', credits: 0, parts: [] }, 1) },
    // Last, because its problem stays.
    {
      name: 'not-started',
      open: show(
        () => ({}),
        async page => {
          await page.evaluate(text => (window.kie.runProblem = text), l10n.t('Not started: {0}', reason()));
          await page.locator('.run').click();
          await page.locator('.run-bar .problem').waitFor();
        }
      )
    }
  ];
};
