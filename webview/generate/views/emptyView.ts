import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSummary } from '../../../src/shared/form.ts';
import { taskLabel } from '../../../src/shared/taskLabel.ts';
import type { App } from '../state/app.ts';

const SUGGESTED_TASKS = [
  'text-to-image',
  'image-edit',
  'upscale-image',
  'image-to-video',
  'text-to-speech',
  'text-to-music'
];

/** What stands there before a model is chosen: one current model for each of the usual tasks. */
export function emptyView(app: App, models: readonly ModelSummary[]): TemplateResult {
  const suggestions = SUGGESTED_TASKS.map(task =>
    models.find(model => model.task === task && model.status === 'current')
  ).filter(model => model !== undefined);
  return html`<section class="empty" aria-label=${l10n.t('Suggestions')}>
    <p>${l10n.t('What would you like to create?')}</p>
    ${suggestions.map(
      model =>
        html`<button type="button" class="suggestion" @click=${() => void app.choice.choose(model.id)}>
          <span>${taskLabel(model.task)}</span><span class="quiet">${model.name}</span>
        </button>`
    )}
  </section>`;
}
