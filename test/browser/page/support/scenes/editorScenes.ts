// The Result editor and the editor for masks and boxes.
import * as l10n from '@vscode/l10n';
import type { Browser, Page } from 'playwright-core';
import type { ShownTool } from '../../../../../src/shared/protocol/imageTool.ts';
import type { ResultFile, ResultSnapshot } from '../../../../../src/shared/protocol/result.ts';
import { image, openImageTool } from '../openImageTool.ts';
import type { PageOptions } from '../openPage.ts';
import { fileAddress, MEDIA_ACTIONS, openResult, resultOf } from '../openResult.ts';
import { PROMPT } from './formState.ts';

/** One state of an editor, which opens in a page of its own. */
export interface EditorScene {
  readonly name: string;
  readonly open: (browser: Browser, options: PageOptions, bundle: Readonly<Record<string, string>>) => Promise<Page>;
}

const details = (): Pick<ResultSnapshot, 'request' | 'facts'> => ({
  request: [
    { label: l10n.t('Prompts'), value: PROMPT.repeat(6), isLong: true },
    { label: l10n.t('Retry Failed…'), value: l10n.t('not reported by KIE') }
  ],
  facts: [
    { label: l10n.t('Estimated'), value: l10n.t('up to {0}', '24') },
    { label: l10n.t('Charged'), value: l10n.t('unknown') },
    { label: l10n.t('Generation time'), value: l10n.t('{0} min {1} s', 3, 20) },
    { label: l10n.t('Dimensions'), value: '80 × 40' },
    { label: l10n.t('File size'), value: l10n.t('{0} KB', 12) },
    { label: l10n.t('Task ID'), value: '01234567897777777777777777777777' }
  ]
});

const ACTIONS: ResultSnapshot['actions'] = [...MEDIA_ACTIONS, 'more'];

const result = (
  name: string,
  more: () => Partial<ResultSnapshot>,
  then?: (page: Page) => Promise<unknown>
): EditorScene => ({
  name,
  async open(browser, options, bundle) {
    const common = { model: '88', subject: PROMPT, actions: ACTIONS, l10n: bundle, ...details() };
    const snapshot = resultOf(undefined, { ...common, ...more() });
    const page = await openResult(browser, snapshot, { width: 300, height: 900, ...options });
    await then?.(page);
    return page;
  }
});

const IMAGE: ResultFile = { kind: 'image', name: '1.png', src: image() };

const tool = (
  name: string,
  shown: () => Partial<ShownTool> & { readonly kind: ShownTool['kind'] },
  then?: (page: Page) => Promise<unknown>
): EditorScene => ({
  name,
  async open(browser, options, bundle) {
    const base = { label: l10n.t('Boxes'), name: '1.png', src: image(), paint: 'white', strokes: [], boxes: [] };
    const page = await openImageTool(browser, { ...base, ...shown() } as ShownTool, { width: 300, ...options }, bundle);
    await then?.(page);
    return page;
  }
});

export const editorScenes: readonly EditorScene[] = [
  result('result-image', () => ({ file: IMAGE, sources: [{ name: '2.png', src: image() }] })),
  result(
    'result-compared',
    () => ({ file: IMAGE, isPinned: true, sources: [{ name: '2.png', src: image() }] }),
    async page => {
      await page.locator('.result-tools vscode-button:not([appearance=icon])').nth(4).click();
      await page.locator('.zoom-divider').waitFor();
    }
  ),
  result('result-batch', () => ({
    file: IMAGE,
    siblings: [0, 1, 2].map(index => ({
      localId: `b${index}`,
      index,
      label: '4K',
      state: index === 0 ? '' : l10n.t('Result not downloaded'),
      kind: 'image' as const,
      isCurrent: index === 0
    })),
    moreSiblings: 57
  })),
  result(
    'result-video',
    () => ({ file: { kind: 'video', name: '1.mp4', src: fileAddress('none.mp4') } }),
    page => page.locator('.player-note').waitFor()
  ),
  result(
    'result-audio',
    () => ({ file: { kind: 'audio', name: '1.mp3', src: fileAddress('none.mp3') } }),
    page => page.locator('.player-note').waitFor()
  ),
  result('result-text', () => ({ file: { kind: 'text', name: '1.txt', text: PROMPT.repeat(40) } })),
  result('result-json', () => ({ file: { kind: 'json', name: '1.json', text: '{"1": [2, 4, 3]}' } })),
  result('result-gone', () => ({
    file: { kind: 'image', name: '1.png', problem: l10n.t('The file was moved or deleted.') },
    actions: ['runAgain', 'editRequest']
  })),
  result('result-failed', () => ({
    state: l10n.t('Failed'),
    message: l10n.t(
      "KIE may have accepted and charged this task, so it won't be resent automatically. If it isn't in kie.ai/logs, run it again."
    ),
    remedy: l10n.t('Top Up'),
    actions: ['remedy', 'runAgain', 'editRequest', 'copyTaskId', 'copyPrompt']
  })),
  tool('tool-mask', () => ({ kind: 'mask' })),
  tool('tool-boxes', () => ({
    kind: 'boxes',
    boxes: [
      [2, 3, 40, 30],
      [5, 6, 70, 39]
    ],
    max: 2
  }))
];
