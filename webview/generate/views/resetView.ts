import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Page } from '../state/page.ts';
import type { PageState } from '../state/pageState.ts';
import { undoReset } from '../state/resetForm.ts';

/** Reports that the form was reset, with a button to undo it, until something is entered. */
export function resetView({ reset, draft }: PageState, page: Page): TemplateResult | typeof nothing {
  if (reset?.after !== draft) return nothing;
  const undo = (event: MouseEvent): void => {
    const picker = (event.currentTarget as HTMLElement).closest('.model')?.querySelector<HTMLElement>('kie-picker');
    undoReset(page);
    // The button disappears, so the focus goes to the model.
    picker?.focus();
  };
  return html`<p class="carried reset-line">
    <span role="status">${l10n.t('The form was reset.')}</span>
    <button type="button" class="link" aria-label=${l10n.t('Undo the reset of the form')} @click=${undo}>
      ${l10n.t('Undo')}
    </button>
  </p>`;
}
