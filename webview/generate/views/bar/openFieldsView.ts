import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { plural } from '../../../../src/shared/format/plural.ts';
import { icon } from '../../../components/icons.ts';
import { openFields } from '../../model/openFields.ts';
import type { OpenField } from '../../model/openFields.ts';
import type { Page } from '../../state/page.ts';
import type { PageState } from '../../state/pageState.ts';
import { isFocused } from '../../state/pageState.ts';
import { goToField } from '../focusProblem.ts';

/** The number of fields that are named. */
const MAX_NAMED = 4;

/** How many fields need input before a run, each with a jump. The messages are at the fields. */
export function openFieldsView(
  state: PageState,
  page: Page,
  names: ReadonlyMap<string, string>
): TemplateResult | typeof nothing {
  const open = openFields(state.evaluation?.issues ?? [], names);
  if (open.length === 0) return nothing;
  const more = open.length - MAX_NAMED;
  return html`<div class="open-fields">
    <button
      type="button"
      class="open-count"
      title=${l10n.t('Go to the next field that needs input')}
      @click=${() => goToField(page, next(state, open).path)}
    >
      ${icon('warning')}<span
        >${plural(l10n.t('{0, plural, one {# field needs input} other {# fields need input}}'), open.length)}</span
      >
    </button>
    ${open
      .slice(0, MAX_NAMED)
      .map(
        ({ path, name }) =>
          html`<button type="button" class="link open-field" tabindex="-1" @click=${() => goToField(page, path)}>
            ${name}
          </button>`
      )}
    ${more > 0 ? html`<span class="quiet">${l10n.t('+{0} more', more)}</span>` : nothing}
  </div>`;
}

/** The field after the focused one; the first after the last. */
function next(state: PageState, open: readonly OpenField[]): OpenField {
  const at = open.findLastIndex(({ path }) => isFocused(state, path));
  return open[(at + 1) % open.length] ?? { path: '', name: '' };
}
