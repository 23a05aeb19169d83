import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Box } from '../../components/imageTools/boxDrawer.ts';
import '../../components/imageTools/boxDrawer.ts';
import { button } from '../../components/button.ts';
import type { Painted } from '../../components/imageTools/maskPainter.ts';
import '../../components/imageTools/maskPainter.ts';
import { openTool } from '../state/panelActions.ts';
import { fail } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import { entryOf } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import type { Field } from '../fields/fieldContext.ts';
import { applyBoxes, applyMask, boxesOf, imagesOf, maskTool, strokesOf } from '../state/toolActions.ts';

/** The tool that covers the form. */
export function toolView(state: PageState, page: Page): TemplateResult | typeof nothing {
  const { tool } = state;
  if (tool === undefined) return nothing;
  const { param, image } = tool;
  const parameter = entryOf(state)?.params[param];
  const label = parameter?.label ?? param;
  const close = (): void => openTool(page, undefined);
  if (tool.kind === 'mask') {
    return html`<kie-mask
      .src=${image.preview ?? ''}
      .label=${label}
      .paint=${tool.paint}
      .strokes=${strokesOf(state, tool)}
      @kie-painted=${(event: CustomEvent<Painted>) => void applyMask(page, tool, event.detail)}
      @kie-failed=${(event: CustomEvent<unknown>) => fail(page, event.detail)}
      @kie-close=${close}
    ></kie-mask>`;
  }
  return html`<kie-boxes
    .src=${image.preview ?? ''}
    .label=${label}
    .boxes=${boxesOf(state, param, tool.index)}
    .max=${parameter?.items?.maxItems ?? Infinity}
    @kie-boxes=${(event: CustomEvent<readonly Box[]>) => applyBoxes(page, param, tool.index, event.detail)}
    @kie-close=${close}
  ></kie-boxes>`;
}

/** Buttons for the tools of a field: paint its mask, or draw boxes on one of the images. */
export function toolButtons(field: Field): TemplateResult | typeof nothing {
  const { page, pageState, path, label } = field;
  const entry = entryOf(pageState);
  const mask = entry?.masks?.[path];
  const boxes = entry?.boxes?.[path];
  const hint = (of: string): TemplateResult =>
    html`<p class="quiet">${l10n.t('Choose a file for "{0}" to draw on it here.', entry?.params[of]?.label ?? of)}</p>`;
  if (mask !== undefined) {
    const tool = maskTool(pageState, path);
    if (tool === undefined) return hint(mask.of);
    const words = strokesOf(pageState, tool).length === 0 ? l10n.t('Paint mask…') : l10n.t('Edit mask…');
    return html`<div class="tool-ways">
      ${button(words, () => openTool(page, tool), { icon: 'brush', label: `${label}: ${words}` })}
    </div>`;
  }
  if (boxes === undefined) return nothing;
  const images = imagesOf(pageState, boxes.of);
  if (images.every(image => image === undefined)) return hint(boxes.of);
  return html`<div class="tool-ways">
    ${images.map((image, index) => {
      if (image === undefined) return nothing;
      const words = l10n.t('Draw on image {0}…', index + 1);
      return button(words, () => openTool(page, { kind: 'boxes', param: path, image, index }), {
        icon: 'boxes',
        label: `${label}: ${words} ${image.name}`
      });
    })}
  </div>`;
}
