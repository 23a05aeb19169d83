import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { insteadOf } from '../../../src/shared/catalog/search/pickerSearch.ts';
import type { ModelSummary } from '../../../src/shared/form.ts';
import type { ModelHealth } from '../../../src/shared/live/modelHealth.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { button } from '../../components/button.ts';
import { rateChart } from '../../components/rateChart.ts';
import { failuresText, healthText, ratesLabel } from '../model/text/healthText.ts';
import { dateText } from '../../../src/shared/format/dateText.ts';
import { plural } from '../../../src/shared/format/plural.ts';
import { chooseModel } from '../state/chooseModel.ts';
import { runCommand } from '../state/page.ts';
import type { Page } from '../state/page.ts';

/** Notes about the model: it is replaced, gone, changed, or often fails. */
export function notesView(page: Page, snapshot: Snapshot): TemplateResult {
  const { changes = [], health } = snapshot.notes ?? {};
  // The replacement of a deprecated model is shown already.
  const deprecated = successorLine(page, snapshot);
  return html`${deprecated === nothing ? unlistedLine(page, snapshot) : deprecated}
  ${changes.length === 0 ? nothing : changesView(page, changes)}
  ${health === undefined || health.word === 'good' ? nothing : healthLine(health)}`;
}

/** A deprecation notice, with a button to switch to the replacement. */
function successorLine(page: Page, { model, models }: Snapshot): TemplateResult | typeof nothing {
  const entry = model?.entry;
  if (entry === undefined || entry.status === 'current') return nothing;
  const successor = models.find(({ id }) => id === entry.successor);
  if (successor === undefined) return entry.status === 'legacy' ? nothing : retiredLine(page, entry.id, models);
  const same = successor.name === entry.name;
  return html`<div class="advice">
    <p>${same ? l10n.t('Older endpoint.') : l10n.t('Replaced by {0}.', successor.name)}</p>
    ${button(
      same ? l10n.t('Switch to the current one') : l10n.t('Use {0} instead', successor.name),
      () => void chooseModel(page, successor.id)
    )}
  </div>`;
}

/** A model without a replacement: the nearest current one. */
function retiredLine(page: Page, id: string, models: readonly ModelSummary[]): TemplateResult {
  const summary = models.find(model => model.id === id);
  const other = summary === undefined ? undefined : insteadOf(summary, models);
  return html`<div class="advice">
    <p>${l10n.t('No longer documented by KIE; runs may fail and still cost credits.')}</p>
    ${insteadButton(page, other)}
  </div>`;
}

function unlistedLine(page: Page, { model, models, notes }: Snapshot): TemplateResult | typeof nothing {
  const since = notes?.unlistedSince;
  const summary = models.find(({ id }) => id === model?.entry.id);
  if (since === undefined || summary === undefined) return nothing;
  const other = insteadOf({ ...summary, unlistedSince: since }, models);
  return html`<div class="advice unlisted">
    <p>${l10n.t('Not listed by KIE since {0}; runs may fail and still cost credits.', dateText(since))}</p>
    ${insteadButton(page, other)}
  </div>`;
}

const insteadButton = (page: Page, other: ModelSummary | undefined): TemplateResult | typeof nothing =>
  other === undefined ? nothing : button(l10n.t('Use {0} instead', other.name), () => void chooseModel(page, other.id));

const changesView = (page: Page, changes: readonly string[]): TemplateResult =>
  html`<div class="advice changes">
    <details>
      <summary>
        ${
          changes.length === 1
            ? l10n.t('KIE changed this model: {0}', changes[0] ?? '')
            : plural(l10n.t('KIE changed this model in {0} places.'), changes.length)
        }
      </summary>
      <ul>
        ${changes.map(change => html`<li>${change}</li>`)}
      </ul>
      <p class="quiet">${l10n.t('The definition of KIE Studio applies until you use the new one.')}</p>
    </details>
    ${button(l10n.t('Use the New Definition'), () => void runCommand(page, 'useDefinition'))}
  </div>`;

const healthLine = (health: ModelHealth): TemplateResult =>
  html`<div class="advice health" data-health=${health.word}>
    ${rateChart(health.rates, ratesLabel())}
    <p>
      <strong>${healthText(health.word)}</strong>
      ${failuresText(health)}
    </p>
  </div>`;
