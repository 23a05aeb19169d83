import * as l10n from '@vscode/l10n';
import { mediaKindOf } from '../../../src/shared/catalog/mediaParams.ts';
import { plural } from '../../../src/shared/format/plural.ts';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { carriedNames, undoCarried } from '../state/carried.ts';
import type { Page } from '../state/page.ts';
import { entryOf } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import { formatList } from '../../../src/shared/format/listFormat.ts';

/** Names the values that the last change of the model carried over, with a button to undo it. */
export function carriedView(state: PageState, page: Page): TemplateResult | typeof nothing {
  const names = carriedNames(state);
  if (names.length === 0) return nothing;
  const undo = (event: MouseEvent): void => {
    const picker = (event.currentTarget as HTMLElement).closest('.model')?.querySelector<HTMLElement>('kie-picker');
    undoCarried(page);
    // The button disappears, so the focus returns to the model.
    picker?.focus();
  };
  return html`<p class="carried">
    <span role="status">${l10n.t('Carried over: {0}.', formatList(names.map(name => nameOf(state, name))))}</span>
    <button type="button" class="link" aria-label=${l10n.t('Undo carried-over values')} @click=${undo}>
      ${l10n.t('Undo')}
    </button>
  </p>`;
}

/** "Aspect Ratio", "First Frame (portrait.png)", "Reference Images (3 files)". */
function nameOf(state: PageState, name: string): string {
  const param = entryOf(state)?.params[name];
  const label = param?.label ?? name;
  if (mediaKindOf(param) === undefined) return label;
  const value = state.draft[name];
  const files = (Array.isArray(value) ? value : [value]).map(file => state.media[String(file)]?.name ?? String(file));
  if (files.length > 2) return plural(l10n.t('{0} ({1} files)'), label, files.length);
  return l10n.t('{0} ({1})', label, formatList(files));
}
