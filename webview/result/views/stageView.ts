import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResultFile, ResultSnapshot } from '../../../src/shared/protocol/result.ts';
import { button } from '../../components/button.ts';
import '../../components/player.ts';
import '../../components/zoom/zoomImage.ts';
import { jsonTokens } from '../json.ts';
import { act } from '../page.ts';
import type { ResultPage } from '../page.ts';

/** The result itself, or what happened to it. */
export function stageView(page: ResultPage, snapshot: ResultSnapshot): TemplateResult {
  const { file, message, remedy, state } = snapshot;
  const text = message ?? file?.problem;
  return html`<section class="stage" aria-label=${l10n.t('Result')}>
    ${
      text === undefined && remedy === undefined && (file !== undefined || state === undefined)
        ? nothing
        : html`<div class="stage-message" role="status">
            ${state === undefined ? nothing : html`<p class="label">${state}</p>`}
            ${text === undefined ? nothing : html`<p>${text}</p>`}
            ${remedy === undefined ? nothing : button(remedy, () => void act(page, 'remedy'), { kind: 'primary' })}
          </div>`
    }
    ${file === undefined ? nothing : fileView(page, file)}
  </section>`;
}

function fileView(page: ResultPage, { kind, name, src, text }: ResultFile): TemplateResult | typeof nothing {
  const { compared } = page.store.get();
  switch (kind) {
    case 'image':
      if (src === undefined) return nothing;
      return html`<kie-zoom
        class="stage-file"
        .src=${src}
        .label=${name}
        .other=${compared?.src}
        .otherLabel=${compared?.name}
      ></kie-zoom>`;
    case 'video':
    case 'audio':
      if (src === undefined) return nothing;
      return html`<kie-player
        class="stage-file"
        .kind=${kind}
        .src=${src}
        .label=${name}
        @open-outside=${() => void act(page, 'openOutside')}
      ></kie-player>`;
    case 'text':
    case 'json':
      if (text === undefined) return nothing;
      return html`<pre class="stage-file stage-text" tabindex="0" aria-label=${name}>
${
          kind === 'json'
            ? jsonTokens(text).map(token => html`<span class="json-${token.kind}">${token.text}</span>`)
            : text
        }</pre>`;
  }
}
