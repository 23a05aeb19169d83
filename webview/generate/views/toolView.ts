import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Box } from '../../components/boxDrawer.ts';
import '../../components/boxDrawer.ts';
import { button } from '../../components/button.ts';
import type { Painted } from '../../components/maskPainter.ts';
import '../../components/maskPainter.ts';
import type { App } from '../state/app.ts';
import type { Field } from '../fields/fieldContext.ts';
import { boxesOf, maskTool, picturesOf, strokesOf, takeBoxes, takeMask } from '../state/toolActions.ts';

/** What is open over the form. */
export function toolView(app: App): TemplateResult | typeof nothing {
  const { tool } = app;
  if (tool === undefined) return nothing;
  const { param, picture } = tool;
  const label = app.snapshot?.model?.entry.params[param]?.label ?? param;
  const close = (): void => app.openTool(undefined);
  if (tool.kind === 'mask') {
    return html`<kie-mask
      .src=${picture.preview ?? ''}
      .label=${label}
      .paint=${tool.paint}
      .strokes=${strokesOf(app, tool)}
      @kie-painted=${(event: CustomEvent<Painted>) => void takeMask(app, tool, event.detail)}
      @kie-failed=${(event: CustomEvent<unknown>) => app.fail(event.detail)}
      @kie-close=${close}
    ></kie-mask>`;
  }
  return html`<kie-boxes
    .src=${picture.preview ?? ''}
    .label=${label}
    .boxes=${boxesOf(app, param, tool.index)}
    .max=${app.snapshot?.model?.entry.params[param]?.items?.maxItems ?? Infinity}
    @kie-boxes=${(event: CustomEvent<readonly Box[]>) => takeBoxes(app, param, tool.index, event.detail)}
    @kie-close=${close}
  ></kie-boxes>`;
}

/** The ways into the tools that a field has: paint the mask, draw boxes on this or that picture. */
export function toolButtons(field: Field): TemplateResult | typeof nothing {
  const { app, path, label } = field;
  const entry = app.snapshot?.model?.entry;
  const mask = entry?.masks?.[path];
  const boxes = entry?.boxes?.[path];
  const waits = (of: string): TemplateResult =>
    html`<p class="quiet">${l10n.t('Choose a file for "{0}" to draw on it here.', entry?.params[of]?.label ?? of)}</p>`;
  if (mask !== undefined) {
    const tool = maskTool(app, path);
    if (tool === undefined) return waits(mask.of);
    const words = strokesOf(app, tool).length === 0 ? l10n.t('Paint mask…') : l10n.t('Edit mask…');
    return html`<div class="tool-ways">
      ${button(words, () => app.openTool(tool), { icon: 'brush', label: `${label}: ${words}` })}
    </div>`;
  }
  if (boxes === undefined) return nothing;
  const pictures = picturesOf(app, boxes.of);
  if (pictures.every(picture => picture === undefined)) return waits(boxes.of);
  return html`<div class="tool-ways">
    ${pictures.map((picture, index) => {
      if (picture === undefined) return nothing;
      const words = l10n.t('Draw on image {0}…', index + 1);
      return button(words, () => app.openTool({ kind: 'boxes', param: path, picture, index }), {
        icon: 'boxes',
        label: `${label}: ${words} ${picture.name}`
      });
    })}
  </div>`;
}
