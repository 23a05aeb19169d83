import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FormModel } from '../../../src/shared/form.ts';
import { dateText } from '../../../src/shared/format/dateText.ts';

/** Where the form of a model comes from that is newer than the catalog, and which limits nothing checks. */
export function originView(model: FormModel | undefined): TemplateResult | typeof nothing {
  const live = model?.live;
  if (live === undefined) return nothing;
  return html`<div class="quiet origin" id="model-origin">
    ${l10n.t(
      "New: this form follows KIE's definition, read on {0}. Limits that KIE states only in prose may not be checked.",
      dateText(live.readAt)
    )}
    ${
      live.unsupported.length === 0
        ? nothing
        : html`<details>
            <summary>${l10n.t('Parts that are not supported: {0}', live.unsupported.length)}</summary>
            <ul>
              ${live.unsupported.map(part => html`<li>${part}</li>`)}
            </ul>
          </details>`
    }
  </div>`;
}
