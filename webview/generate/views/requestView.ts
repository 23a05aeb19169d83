import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { button } from '../../components/button.ts';
import type { App } from '../state/app.ts';

/** Exactly what would be sent, and ways to take it elsewhere. */
export function requestView(app: App): TemplateResult {
  const { request } = app;
  const copy = (words: string, text: string): TemplateResult => button(words, () => void app.command('copy', { text }));
  return html`<div class="panel" role="group" aria-label=${l10n.t('Request')}>
    ${
      request === undefined
        ? html`<p class="quiet">${l10n.t('It shows here once nothing is missing.')}</p>`
        : html`<pre class="request" tabindex="0" dir="ltr" aria-label=${l10n.t('What would be sent')}>
${request.json}</pre>
            <p class="quiet">
              ${l10n.t('Files of this computer are uploaded first; their addresses take their place.')}
            </p>
            <div class="actions">
              ${copy(l10n.t('Copy as JSON'), request.json)} ${copy(l10n.t('Copy as cURL'), request.curl)}
              ${copy(l10n.t('Copy as API call'), request.api)}
            </div>`
    }
  </div>`;
}
