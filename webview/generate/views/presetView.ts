import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { button } from '../../components/button.ts';
import type { App } from '../state/app.ts';
import { applyPreset, changePresets } from '../state/presetActions.ts';

/** Values saved under a name, to be put in again. */
export function presetView(app: App, { presets }: Snapshot): TemplateResult {
  const empty = Object.keys(app.draft).length === 0;
  return html`<div class="panel" role="group" aria-label=${l10n.t('Presets')}>
    ${
      presets.length === 0
        ? html`<p class="quiet">${l10n.t('No presets yet. Fill in values you use often, then save them.')}</p>`
        : html`<div class="chips">
            ${presets.map(
              preset =>
                html`<button
                  type="button"
                  class="chip"
                  title=${Object.entries(preset.values)
                    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
                    .join('\n')}
                  @click=${() => applyPreset(app, preset)}
                >
                  ${preset.name}${preset.scope === 'workspace' ? html` <span class="quiet">${l10n.t('workspace')}</span>` : nothing}
                </button>`
            )}
          </div>`
    }
    <div class="actions">
      ${button(l10n.t('Save preset…'), () => void changePresets(app, 'savePreset'), { disabled: empty })}
      ${
        presets.length === 0
          ? nothing
          : button(l10n.t('Remove a preset…'), () => void changePresets(app, 'removePreset'))
      }
    </div>
  </div>`;
}
