import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSummary } from '../../../src/shared/form.ts';
import { taskLabel } from '../../../src/shared/format/taskLabel.ts';
import { chooseModel } from '../state/chooseModel.ts';
import type { Page } from '../state/page.ts';

const SUGGESTED_TASKS = [
  'text-to-image',
  'image-edit',
  'upscale-image',
  'image-to-video',
  'text-to-speech',
  'text-to-music'
];

/** Suggestions before a model is chosen: a current model for each common task. */
export function emptyView(page: Page, models: readonly ModelSummary[]): TemplateResult {
  const suggestions = SUGGESTED_TASKS.map(task =>
    models.find(model => model.task === task && model.status === 'current')
  ).filter(model => model !== undefined);
  return html`<section class="empty" aria-label=${l10n.t('Suggestions')}>
    <p>${l10n.t('What would you like to create?')}</p>
    ${suggestions.map(
      model =>
        html`<button type="button" class="suggestion" @click=${() => void chooseModel(page, model.id)}>
          <span>${taskLabel(model.task)}</span><span class="quiet">${model.name}</span>
        </button>`
    )}
  </section>`;
}
