import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownResult, TaskLine } from '../../../src/shared/protocol/snapshot.ts';
import { button } from '../../components/button.ts';
import '../../components/compare.ts';
import { setFlag } from '../state/draftActions.ts';
import { runCommand } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import type { PageState } from '../state/pageState.ts';
import { useResult } from '../state/mediaActions.ts';

/** One result as an image or a player, with its actions. */
export function resultView(
  state: PageState,
  page: Page,
  { task, source, hasFollowUps }: TaskLine,
  result: ShownResult
): TemplateResult {
  const { localId } = task;
  const { index, kind, name, src } = result;
  const flag = `compare:${localId}:${index}`;
  const comparing = state.flags.get(flag) === true && source !== undefined && kind === 'image';
  const act = (words: string, onClick: () => void): TemplateResult =>
    button(words, onClick, { label: l10n.t('{0}: {1}', words, name) });
  return html`<div class="result" role="group" aria-label=${name}>
    ${comparing ? html`<kie-compare .source=${source} .result=${src} .label=${l10n.t('Compare before and after')}></kie-compare>` : player(result)}
    <div class="actions">
      ${act(l10n.t('Open'), () => void runCommand(page, 'openResult', { localId, index }))}
      ${act(l10n.t('Use as input'), () => void useResult(page, localId, result))}
      ${act(l10n.t('Insert into editor'), () => void runCommand(page, 'insertResult', { localId, index }))}
      ${hasFollowUps === true ? act(l10n.t('Continue…'), () => void runCommand(page, 'moreFromResult', { localId, index })) : nothing}
      ${act(l10n.t('Edit request'), () => void runCommand(page, 'reuse', { localId }))}
      ${
        source === undefined || kind !== 'image'
          ? nothing
          : act(comparing ? l10n.t('Exit compare') : l10n.t('Compare'), () => setFlag(page, flag, !comparing))
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
