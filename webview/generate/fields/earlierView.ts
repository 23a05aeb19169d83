import * as l10n from '@vscode/l10n';
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { earlierModels, withEarlier } from '../../../src/shared/earlier.ts';
import { button } from '../../components/button.ts';
import { replaceDraft } from '../state/draftActions.ts';
import { attempt } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import { entryOf, modelOf } from '../state/pageState.ts';
import { touch } from '../model/touched.ts';
import type { Field } from './fieldContext.ts';

/** A button that fills in the id of an earlier task, for parameters that take one. */
export function earlierButton(
  { page, pageState, keys, path, accessibleName: label }: Field,
  disabled = false
): TemplateResult | typeof nothing {
  const entry = entryOf(pageState);
  if (entry === undefined || keys.length !== 1 || earlierModels(entry, path).length === 0) return nothing;
  return button(l10n.t('Choose from history…'), () => void pickEarlier(page, path), {
    icon: 'history',
    disabled,
    label: l10n.t('{0}: choose from history', label),
    className: 'earlier'
  });
}

async function pickEarlier(page: Page, name: string): Promise<void> {
  const { store, rpc } = page;
  const entry = entryOf(store.get());
  if (entry === undefined) return;
  await attempt(page, async () => {
    const { values } = await rpc.ask('pickEarlier', { model: entry.id, name });
    const state = store.get();
    // The form may show another model by now.
    if (values === undefined || modelOf(state) !== entry.id) return;
    store.update({ touched: touch(state.touched, name) });
    replaceDraft(page, withEarlier(entry, name, state.draft, values));
  });
}
