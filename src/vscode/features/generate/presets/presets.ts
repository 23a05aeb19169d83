// Saving and removing presets; loaded on first use.
import * as vscode from 'vscode';
import type { Draft } from '../../../../shared/form.ts';
import { valueText } from '../../../../core/models/valueText.ts';
import { presetDefaults } from '../../../../core/models/presetDefaults.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import { presetsFor, presetsIn, writePresets } from './presetStore.ts';
import type { Scope } from './presetStore.ts';
import { showInput, showPick, showPicks } from '../../../common/quickInput.ts';

/** Asks for the values, the name and the scope of a preset. One with the same name and scope is replaced. */
export async function savePreset(entry: ModelEntry, draft: Draft): Promise<void> {
  const values = await chooseValues(entry, draft);
  if (values === undefined) return;
  const name = await showInput({
    title: vscode.l10n.t('Save Preset'),
    prompt: vscode.l10n.t('Preset name'),
    validateInput: text => (text.trim() === '' ? vscode.l10n.t('Enter a name.') : undefined)
  });
  if (name === undefined) return;
  const place = await choosePlace(entry);
  if (place === undefined) return;
  const model = place.all ? {} : { model: entry.id };
  const others = presetsIn(place.scope).filter(
    preset => preset.name !== name.trim() || preset.model !== (place.all ? undefined : entry.id)
  );
  await writePresets(place.scope, [...others, { name: name.trim(), ...model, values }]);
}

/** Asks which preset to remove. */
export async function removePreset(model: string): Promise<void> {
  const items = presetsFor(model).map(preset => ({
    label: preset.name,
    description: preset.scope === 'user' ? vscode.l10n.t('User') : vscode.l10n.t('Workspace'),
    preset
  }));
  const chosen = await showPick(items, { placeHolder: vscode.l10n.t('Select a preset to remove') });
  if (chosen === undefined) return;
  const { scope, name, model: of } = chosen.preset;
  await writePresets(
    scope,
    presetsIn(scope).filter(preset => preset.name !== name || preset.model !== of)
  );
}

/** The characters of a value in the list. */
const MAX_VALUE = 80;

/** Asks for the values, until at least one is selected. */
async function chooseValues(entry: ModelEntry, draft: Draft): Promise<Draft | undefined> {
  const picked = presetDefaults(entry, draft);
  const items = Object.entries(draft).map(([name, value]) => {
    const param = entry.params[name];
    return {
      name,
      label: param?.label ?? name,
      description: valueText(param, value).replace(/\s+/g, ' ').slice(0, MAX_VALUE),
      picked: picked.includes(name)
    };
  });
  let placeHolder = vscode.l10n.t('Values to include');
  for (;;) {
    const chosen = await showPicks(items, { placeHolder });
    if (chosen === undefined) return undefined;
    if (chosen.length > 0) return Object.fromEntries(chosen.map(({ name }) => [name, draft[name]]));
    placeHolder = vscode.l10n.t('Select at least one value to include');
  }
}

interface Place extends vscode.QuickPickItem {
  readonly scope: Scope;
  readonly all: boolean;
}

async function choosePlace(entry: ModelEntry): Promise<Place | undefined> {
  const forModel = vscode.l10n.t('For {0}', entry.name);
  const forAll = vscode.l10n.t('For all models');
  const mine = vscode.l10n.t('User');
  const shared = vscode.l10n.t('Workspace');
  const items: readonly Place[] = [
    { label: forModel, description: mine, scope: 'user', all: false },
    { label: forAll, description: mine, scope: 'user', all: true },
    ...((vscode.workspace.workspaceFolders ?? []).length === 0
      ? []
      : [
          { label: forModel, description: shared, scope: 'workspace', all: false } as const,
          { label: forAll, description: shared, scope: 'workspace', all: true } as const
        ])
  ];
  return showPick(items, { placeHolder: vscode.l10n.t('Save to') });
}
