import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { drawnOver, imageTools } from '../../../src/shared/catalog/imageTools.ts';
import type { ImageTool } from '../../../src/shared/catalog/imageTools.ts';
import { button } from '../../components/button.ts';
import { drawOnImage } from '../state/mediaActions.ts';
import { entryOf } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import type { Field } from './fieldContext.ts';

/** Buttons that open the editor for the mask of a field, or for the boxes on each of its images. */
export function drawButtons(field: Field): TemplateResult | typeof nothing {
  const { page, pageState, path, label } = field;
  const entry = entryOf(pageState);
  const over = entry === undefined ? undefined : drawnOver(entry, path);
  if (entry === undefined || over === undefined) return nothing;
  const tools = imageTools(entry, pageState.draft, path);
  const usable = tools.map((tool, index) => ({ tool, index })).filter(({ tool }) => canShow(pageState, tool));
  if (usable.length === 0) {
    const name = entry.params[over]?.label ?? over;
    return html`<p class="quiet">${l10n.t('Choose a file for "{0}" to draw on it.', name)}</p>`;
  }
  return html`<div class="tool-ways">
    ${usable.map(({ tool, index }) => {
      const words = wordsFor(tool, tools.length);
      return button(words, () => void drawOnImage(page, path, index), {
        icon: tool.kind === 'mask' ? 'brush' : 'boxes',
        label: l10n.t('{0}: {1}', label, `${words} ${pageState.media[tool.image]?.name ?? ''}`)
      });
    })}
  </div>`;
}

function wordsFor(tool: ImageTool, count: number): string {
  if (tool.kind === 'mask') return tool.mask === undefined ? l10n.t('Paint Mask…') : l10n.t('Edit Mask…');
  if (count > 1) return l10n.t('Draw Boxes on Image {0}…', tool.index + 1);
  return tool.boxes.length === 0 ? l10n.t('Draw Boxes…') : l10n.t('Edit Boxes…');
}

/** Whether the editor can show the image: a local image that browsers can decode. */
function canShow({ media }: PageState, { image }: ImageTool): boolean {
  const item = media[image];
  const isShown = item?.preview !== undefined || item?.facts?.kind === 'image';
  return image.startsWith('file:') && isShown && item.facts?.problem === undefined;
}
