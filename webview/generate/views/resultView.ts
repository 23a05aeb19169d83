import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownResult, TaskLine } from '../../../src/shared/protocol/snapshot.ts';
import { button } from '../../components/button.ts';
import '../../components/compare.ts';
import type { App } from '../state/app.ts';
import { useResult } from '../state/mediaActions.ts';

/** One result as a picture or a player, with what can be done with it. */
export function resultView(app: App, { task, source, goesOn }: TaskLine, result: ShownResult): TemplateResult {
  const { localId } = task;
  const { index, kind, name, src } = result;
  const flag = `compare:${localId}:${index}`;
  const comparing = app.flag(flag) === true && source !== undefined && kind === 'image';
  const act = (words: string, onClick: () => void): TemplateResult =>
    button(words, onClick, { label: l10n.t('{0}: {1}', words, name) });
  return html`<div class="result" role="group" aria-label=${name}>
    ${comparing ? html`<kie-compare .source=${source} .result=${src} .label=${l10n.t('Compare before and after')}></kie-compare>` : player(result)}
    <div class="actions">
      ${act(l10n.t('Open'), () => void app.command('openResult', { localId, index }))}
      ${act(l10n.t('Use as input'), () => void useResult(app, localId, index, kind))}
      ${act(l10n.t('Insert into editor'), () => void app.command('insertResult', { localId, index }))}
      ${goesOn === true ? act(l10n.t('More…'), () => void app.command('moreFromResult', { localId, index })) : nothing}
      ${act(l10n.t('Edit request'), () => void app.command('reuse', { localId }))}
      ${
        source === undefined || kind !== 'image'
          ? nothing
          : act(comparing ? l10n.t('Exit compare') : l10n.t('Compare'), () => app.setFlag(flag, !comparing))
      }
    </div>
  </div>`;
}

function player({ kind, name, src }: ShownResult): TemplateResult {
  switch (kind) {
    case 'image':
      return html`<img class="result-media" src=${src} alt=${name} />`;
    case 'video':
      return html`<video class="result-media" src=${src} controls preload="metadata" aria-label=${name}></video>`;
    case 'audio':
      return html`<audio class="result-media" src=${src} controls preload="metadata" aria-label=${name}></audio>`;
  }
}
