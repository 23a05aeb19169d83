import * as l10n from '@vscode/l10n';
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { earlierModels, withEarlier } from '../../../src/shared/earlier.ts';
import { button } from '../../components/button.ts';
import type { App } from '../state/app.ts';
import type { Field } from './fieldContext.ts';

/** The way to an id that nobody knows by heart: an earlier task of the history, where one can have it. */
export function earlierButton({ app, keys, path, label }: Field, disabled = false): TemplateResult | typeof nothing {
  const entry = app.snapshot?.model?.entry;
  if (entry === undefined || keys.length !== 1 || earlierModels(entry, path).length === 0) return nothing;
  return button(l10n.t('Choose from history…'), () => void chooseEarlier(app, path), {
    icon: 'history',
    disabled,
    label: l10n.t('{0}: choose from history', label),
    className: 'earlier'
  });
}

async function chooseEarlier(app: App, name: string): Promise<void> {
  const entry = app.snapshot?.model?.entry;
  if (entry === undefined) return;
  await app.attempt(async () => {
    const { values } = await app.rpc.ask('pickEarlier', { model: entry.id, name });
    // The form may show another model by now.
    if (values === undefined || app.model !== entry.id) return;
    app.touched.add(name);
    app.replace(withEarlier(entry, name, app.draft, values));
  });
}
