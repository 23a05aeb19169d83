// The Generate view beyond an untouched form: problems, panels, the picker, notes and files.
import * as l10n from '@vscode/l10n';
import type { Catalog } from '../../../../../src/core/models/catalog.ts';
import type { Page } from 'playwright-core';
import { mediaItem, PROMPT, showForm } from './formState.ts';
import type { Scene } from './formState.ts';

const IMAGE = 'nano-banana-2';
const AT = Date.UTC(2026, 10, 20);

const openTab = async (page: Page, panel: string): Promise<void> => {
  await page.locator(`.panel-tab[data-panel=${panel}]`).click();
  await page.locator('.panel').waitFor();
};

const files = [
  mediaItem('1.png', { kind: 'image', mime: 'image/png', bytes: 40_000_000, width: 9000, height: 6000 }),
  mediaItem('2.gif', { kind: 'image', mime: 'image/gif', bytes: 12_000, width: 640, height: 480 })
];

const health = (word: 'degraded' | 'unstable' | 'failing') => ({ word, failed: 37, rates: [99, 60, null, 20] });

export const formScenes = (catalog: Catalog): readonly Scene[] => {
  const show =
    (id?: string, options?: Parameters<typeof showForm>[3], then?: (page: Page) => Promise<unknown>) =>
    async (page: Page): Promise<void> => {
      await showForm(page, catalog, id, options);
      await then?.(page);
    };
  const run = (page: Page): Promise<void> => page.locator('.run').click();
  const filled = { draft: { prompt: PROMPT } };
  return [
    { name: 'empty', open: show(undefined, { account: { hasKey: false } }) },
    { name: 'problems', open: show('kling-3.0-omni/reference-to-video', { draft: { duration: 99 } }, run) },
    {
      name: 'problems-list',
      open: show(
        'kling-3.0/video',
        { draft: { multi_shots: true, multi_prompt: [{}, { prompt: PROMPT, duration: 40 }] } },
        run
      )
    },
    { name: 'problems-music', open: show('ai-music-api/extend', { draft: { continue_at: -1, style_weight: 7 } }, run) },
    {
      name: 'voices',
      open: show('elevenlabs/text-to-dialogue-v3', { draft: { dialogue: [{ text: PROMPT, voice: 'Adam' }, {}] } })
    },
    {
      name: 'files',
      open: show(IMAGE, { media: files, draft: { prompt: PROMPT, image_input: files.map(({ value }) => value) } }, run)
    },
    {
      name: 'boxes',
      open: show('wan/2-7-image-pro', {
        media: files,
        draft: { prompt: PROMPT, input_urls: files.map(({ value }) => value), bbox_list: [[[1, 2, 3, 4]]] }
      })
    },
    { name: 'presets-none', open: show(IMAGE, filled, page => openTab(page, 'presets')) },
    {
      name: 'presets',
      open: show(
        IMAGE,
        {
          ...filled,
          presets: [
            {
              name: 'Быстро',
              scope: 'workspace',
              values: { resolution: '1K', aspect_ratio: 'auto', output_format: 'png' }
            },
            { name: '慢', scope: 'user', model: IMAGE, values: { resolution: '4K' } }
          ]
        },
        page => openTab(page, 'presets')
      )
    },
    { name: 'batch', open: show(IMAGE, filled, page => openTab(page, 'batch')) },
    {
      name: 'sweep',
      open: show(IMAGE, filled, async page => {
        await openTab(page, 'batch');
        await page.locator('.batch-panel select').first().selectOption('resolution');
        await page.locator('.batch-panel .chip').nth(1).click();
        await page.locator('.batch-panel select').nth(1).selectOption('aspect_ratio');
        await page.locator('.batch-panel .prompts vscode-button').first().click();
        await page.locator('.batch-panel .prompt-list').waitFor();
      })
    },
    {
      name: 'sweep-numbers',
      open: show('ai-music-api/extend', { draft: { audio_id: '1', continue_at: 3 } }, async page => {
        await openTab(page, 'batch');
        await page.locator('.batch-panel select').first().selectOption('style_weight');
      })
    },
    { name: 'request-none', open: show(IMAGE, {}, page => openTab(page, 'request')) },
    {
      name: 'request',
      open: show(IMAGE, filled, async page => {
        await openTab(page, 'request');
        await page.locator('.request').waitFor();
      })
    },
    {
      name: 'price',
      open: show(IMAGE, { ...filled, notes: { priceText: { text: '8', readAt: AT } } }, page => openTab(page, 'price'))
    },
    {
      name: 'carried',
      open: show(IMAGE, {
        media: files,
        draft: { prompt: PROMPT, resolution: '4K', image_input: files.map(({ value }) => value) },
        carried: {
          values: { prompt: PROMPT, resolution: '4K', image_input: files.map(({ value }) => value) },
          before: {}
        },
        leftOut: [l10n.t('Boxes'), l10n.t('Video')]
      })
    },
    { name: 'reset', open: show(IMAGE, filled, page => page.evaluate(() => window.kie.push({ type: 'resetForm' }))) },
    { name: 'replaced', open: show('/veo/generate', {}) },
    { name: 'retired', open: show('ideogram/v3-reframe', { notes: { unlistedSince: AT, health: health('failing') } }) },
    {
      name: 'changed',
      open: show(IMAGE, {
        notes: { changes: [l10n.t('Price unknown'), l10n.t('Price unknown')], health: health('degraded') }
      })
    },
    {
      name: 'changed-once',
      open: show(IMAGE, { notes: { changes: [l10n.t('Price unknown')], health: health('unstable') } })
    },
    { name: 'new-model', open: show(IMAGE, { live: { readAt: AT, unsupported: ['1', '2'] } }) },
    { name: 'picker', open: show(IMAGE, {}, page => page.locator('#model .picker-button').click()) },
    {
      name: 'picker-results',
      open: show(IMAGE, { notes: { health: health('failing') } }, async page => {
        await page.locator('#model .picker-button').click();
        await page.locator('#model .picker-search').fill('kling');
      })
    },
    {
      name: 'picker-nothing',
      open: show(IMAGE, {}, async page => {
        await page.locator('#model .picker-button').click();
        await page.locator('#model .picker-search').fill('sora-2-characters-pro 77');
      })
    }
  ];
};
