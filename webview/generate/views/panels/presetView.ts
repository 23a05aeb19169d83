import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../../../src/shared/protocol/snapshot.ts';
import type { Param } from '../../../../src/shared/model.ts';
import { labelOf } from '../../model/controlKind.ts';
import { isScalar } from '../../model/values/listedValues.ts';
import { button } from '../../../components/button.ts';
import type { Page } from '../../state/page.ts';
import { entryOf } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';
import { applyPreset, changePresets } from '../../state/presetActions.ts';
import { formatList } from '../../../../src/shared/format/listFormat.ts';

/** A saved value: the label of an option, the name of a file. */
function savedText(param: Param = {}, value: unknown): string {
  if (Array.isArray(value)) return formatList(value.map(item => savedText(param.items, item)));
  if (typeof value === 'boolean') return value ? l10n.t('on') : l10n.t('off');
  if (!isScalar(value)) return JSON.stringify(value);
  // Labels are for options; the user's own text stays unchanged.
  const text = param.enum === undefined ? String(value) : labelOf(param, value);
  return /^(?:file|https?):/.test(text) ? (text.split('/').at(-1) ?? text) : text;
}

/** Saved values: apply, save or remove them. */
export function presetView(state: PageState, page: Page, { presets }: Snapshot): TemplateResult {
  const params = entryOf(state)?.params ?? {};
  const empty = Object.keys(state.draft).length === 0;
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
                    .map(([name, value]) =>
                      l10n.t('{0}: {1}', params[name]?.label ?? name, savedText(params[name], value))
                    )
                    .join('\n')}
                  @click=${() => applyPreset(page, preset)}
                >
                  ${preset.name}${preset.scope === 'workspace' ? html` <span class="quiet">${l10n.t('workspace')}</span>` : nothing}
                </button>`
            )}
          </div>`
    }
    <div class="actions">
      ${button(l10n.t('Save preset…'), () => void changePresets(page, 'savePreset'), { disabled: empty })}
      ${
        presets.length === 0
          ? nothing
          : button(l10n.t('Remove a preset…'), () => void changePresets(page, 'removePreset'))
      }
    </div>
  </div>`;
}
