import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { button } from '../../../components/button.ts';
import { runCommand } from '../../state/page.ts';
import type { Page } from '../../state/page.ts';
import type { PageState } from '../../state/pageState.ts';

/** The exact request, with buttons to copy it. While it is on its way, the panel is empty. */
export function requestView({ request, evaluation }: PageState, page: Page): TemplateResult {
  const copy = (words: string, text: string): TemplateResult =>
    button(words, () => void runCommand(page, 'copy', { text }));
  return html`<div class="panel" role="group" aria-label=${l10n.t('Request')}>
    ${
      request === undefined
        ? (evaluation?.issues.length ?? 0) > 0
          ? html`<p class="quiet">${l10n.t('Fill in the required fields to see the request.')}</p>`
          : nothing
        : html`<pre class="request" tabindex="0" dir="ltr" aria-label=${l10n.t('Request preview')}>${request.json}</pre>
            <p class="quiet">${l10n.t('Local files are uploaded first and replaced by their URLs.')}</p>
            <div class="actions">
              ${copy(l10n.t('Copy as JSON'), request.json)} ${copy(l10n.t('Copy as cURL'), request.curl)}
              ${copy(l10n.t('Copy as kie.run()'), request.api)}
            </div>`
    }
  </div>`;
}
