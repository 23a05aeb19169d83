import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { plural } from '../../../../src/shared/format/plural.ts';
import { icon } from '../../../components/icons.ts';
import { isWithin } from '../../model/draftPath.ts';
import { nextOpen, openFields } from '../../model/openFields.ts';
import type { OpenField } from '../../model/openFields.ts';
import { openBatchFields, suppliedNames } from '../../state/batchFields.ts';
import type { Page } from '../../state/page.ts';
import type { PageState } from '../../state/pageState.ts';
import { goToBatch, goToField } from '../focusProblem.ts';

/** The number of fields that are named. */
const MAX_NAMED = 4;

interface OpenPlace extends OpenField {
  readonly go: () => void;
}

/** How many fields need input before a run, each with a jump. The messages are at the fields. */
export function openFieldsView(
  state: PageState,
  page: Page,
  names: ReadonlyMap<string, string>
): TemplateResult | typeof nothing {
  const open = openPlaces(state, page, names);
  if (open.length === 0) return nothing;
  const more = open.length - MAX_NAMED;
  const order = [...names.keys(), ...open.map(({ path }) => path).filter(path => !names.has(path))];
  return html`<div class="open-fields">
    <button
      type="button"
      class="open-count"
      title=${l10n.t('Go to the next field that needs input')}
      @click=${() => nextOpen(open, order, state.lastFocused)?.go()}
    >
      ${icon('warning')}<span
        >${plural(l10n.t('{0, plural, one {# field needs input} other {# fields need input}}'), open.length)}</span
      >
    </button>
    ${open
      .slice(0, MAX_NAMED)
      .map(
        ({ name, go }) =>
          html`<button type="button" class="link open-field" tabindex="-1" @click=${go}>${name}</button>`
      )}
    ${more > 0 ? html`<span class="quiet">${l10n.t('+{0} more', more)}</span>` : nothing}
  </div>`;
}

/** The open fields of the form, without those that the batch supplies, and then those of the batch. */
function openPlaces(state: PageState, page: Page, names: ReadonlyMap<string, string>): readonly OpenPlace[] {
  const supplied = suppliedNames(state);
  const issues = (state.evaluation?.issues ?? []).filter(({ path }) => !supplied.some(name => isWithin(path, name)));
  return [
    ...openFields(issues, names).map(field => ({ ...field, go: () => goToField(page, field.path) })),
    ...openBatchFields(state).map(({ id, name }) => ({ path: id, name, go: () => goToBatch(page, id) }))
  ];
}
