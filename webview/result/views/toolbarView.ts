import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResultAction, ResultSnapshot } from '../../../src/shared/protocol/result.ts';
import { button, iconButton, toggleButton } from '../../components/button.ts';
import { copyImage } from '../copyImage.ts';
import { act, attempt, compare, compareWith, pin } from '../page.ts';
import type { ResultPage } from '../page.ts';

/** The actions on the result. */
export function toolbarView(page: ResultPage, snapshot: ResultSnapshot): TemplateResult {
  const offers = (name: ResultAction): boolean => snapshot.actions.includes(name);
  const text = (name: ResultAction, label: string, kind: 'primary' | 'secondary' = 'secondary'): unknown =>
    offers(name) ? button(label, () => void act(page, name), { kind }) : nothing;
  const { isPinned } = snapshot;
  return html`<div class="result-tools" role="toolbar" aria-label=${l10n.t('Actions')}>
    ${text('useIn', l10n.t('Use In…'), 'primary')} ${text('more', l10n.t('Continue…'))}
    ${text('runAgain', l10n.t('Run Again…'))} ${text('editRequest', l10n.t('Edit Request'))}
    ${compareButtons(page, snapshot)}
    <span class="result-icons">
      ${offers('insert') ? iconButton('insert', l10n.t('Insert into Editor'), () => void act(page, 'insert')) : nothing}
      ${copyButton(page, snapshot)}
      ${offers('reveal') ? iconButton('folder', l10n.t('Reveal in Explorer'), () => void act(page, 'reveal')) : nothing}
      ${offers('open') ? iconButton('open', l10n.t('Open File'), () => void act(page, 'open')) : nothing}
      ${offers('delete') ? iconButton('trash', l10n.t('Delete File…'), () => void act(page, 'delete')) : nothing}
      ${toggleButton('pin', l10n.t('Keep Open'), isPinned, () => void pin(page, !isPinned))}
    </span>
  </div>`;
}

function copyButton(page: ResultPage, { file }: ResultSnapshot): unknown {
  const src = file?.src;
  if (file?.kind !== 'image' || src === undefined) return nothing;
  const onClick = (): Promise<void> =>
    attempt(page, async () => {
      await copyImage(src);
      page.store.update({ notice: l10n.t('Image copied.') });
    });
  return iconButton('copy', l10n.t('Copy Image'), () => void onClick());
}

function compareButtons(page: ResultPage, { file, sources }: ResultSnapshot): unknown {
  if (file?.kind !== 'image' || file.src === undefined) return nothing;
  const { compared } = page.store.get();
  if (compared !== undefined) return button(l10n.t('Exit Compare'), () => compare(page, undefined));
  const [only] = sources;
  const withInput =
    only === undefined || sources.length > 1
      ? nothing
      : button(l10n.t('Compare with Input'), () => compare(page, only));
  return html`${withInput} ${button(l10n.t('Compare With…'), () => void compareWith(page))}`;
}
