import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { joinSentences } from '../../../src/shared/format/listFormat.ts';
import { button } from '../../components/button.ts';
import { cancel, canFinish, finish } from '../state/toolActions.ts';
import type { ToolPage, ToolState } from '../state/toolState.ts';
import { boxList } from './boxList.ts';
import { maskLayer } from './drawLayers.ts';
import { keysText } from './keys.ts';
import { stageView } from './stageView.ts';
import { toolBar } from './toolBar.ts';

/** The whole page. */
export function toolView(state: ToolState, page: ToolPage): unknown {
  const { tool, problem } = state;
  if (tool === undefined) return html`<p class="quiet" role="status">…</p>`;
  const isMask = tool.kind === 'mask';
  return html`<h1 class="sr">
      ${isMask ? l10n.t('Mask for {0}: {1}', tool.label, tool.name) : l10n.t('Boxes for {0}: {1}', tool.label, tool.name)}
    </h1>
    ${toolBar(state, page)}
    <div class="tool-body">${stageView(state, page, tool)} ${isMask ? nothing : boxList(state, page)}</div>
    ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    <div class="tool-end">
      <p class="quiet" id="tool-keys">
        ${joinSentences([
          isMask ? l10n.t('Paint the area to change.') : l10n.t('Draw a box over each region.'),
          keysText(tool.kind)
        ])}
      </p>
      ${button(l10n.t('Cancel'), () => cancel(page))}
      ${button(isMask ? l10n.t('Use Mask') : l10n.t('Use Boxes'), () => void finish(page, maskLayer()), {
        kind: 'primary',
        disabled: !canFinish(page)
      })}
    </div>`;
}
