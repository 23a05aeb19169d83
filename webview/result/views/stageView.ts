import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResultFile, ResultSnapshot } from '../../../src/shared/protocol/result.ts';
import { button } from '../../components/button.ts';
import '../../components/player.ts';
import '../../components/zoom/zoomImage.ts';
import { jsonTokens } from '../json.ts';
import type { Playback } from '../../components/playback.ts';
import { act, fileKey, noteHeard, notePlayback } from '../page.ts';
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
            ${file?.problem === undefined ? nothing : nextStep(page, snapshot)}
          </div>`
    }
    ${file === undefined ? nothing : fileView(page, snapshot, file)}
  </section>`;
}

/** The remedies for a file that cannot be shown. */
function nextStep(page: ResultPage, { file, actions }: ResultSnapshot): unknown {
  if (actions.includes('downloadAgain')) {
    return button(l10n.t('Download Again'), () => void act(page, 'downloadAgain'), { kind: 'primary' });
  }
  if (!actions.includes('open')) return nothing;
  return file?.kind === 'text' || file?.kind === 'json'
    ? button(l10n.t('Open File'), () => void act(page, 'open'), { kind: 'primary' })
    : button(l10n.t('Open in System Viewer'), () => void act(page, 'openOutside'), { kind: 'primary' });
}

function fileView(
  page: ResultPage,
  snapshot: ResultSnapshot,
  { kind, name, src, text }: ResultFile
): TemplateResult | typeof nothing {
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
        @open-outside=${() => void act(page, 'openOutside')}
      ></kie-zoom>`;
    case 'video':
    case 'audio':
      if (src === undefined) return nothing;
      return html`<kie-player
        class="stage-file"
        .kind=${kind}
        .src=${src}
        .label=${name}
        .playback=${page.playback.of(fileKey(snapshot))}
        @playback=${({ detail }: CustomEvent<Playback>) => notePlayback(page, snapshot, detail)}
        @heard=${() => void noteHeard(page)}
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
