// Saving and removing presets; loaded on first use.
import * as vscode from 'vscode';
import type { Draft } from '../../../../shared/form.ts';
import { valueText } from '../../../../core/models/valueText.ts';
import { presetDefaults } from '../../../../core/models/presetDefaults.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import { presetsFor, presetsIn, writePresets } from './presetStore.ts';
import type { Scope } from './presetStore.ts';
import { askInSteps, askText, BACK, pickOne, pickSome } from '../../../common/input/wizard.ts';
import type { Step, StepResult } from '../../../common/input/wizard.ts';
import { showPick } from '../../../common/quickInput.ts';
import type { PickItem } from '../../../common/quickInput.ts';

/** A value of the form that a preset may include. */
interface ValueItem extends PickItem {
  readonly name: string;
}

/** Where a preset is saved, and for which models. */
interface Destination extends PickItem {
  readonly scope: Scope;
  readonly all: boolean;
}

interface Answers {
  readonly included: readonly ValueItem[];
  readonly name: string;
  readonly destination: Destination | undefined;
}

/** Asks for the values, the name and the scope of a preset. One with the same name and scope is replaced. */
export async function savePreset(entry: ModelEntry, draft: Draft): Promise<void> {
  const values = valueItems(entry, draft);
  const picked = presetDefaults(entry, draft);
  const begin: Answers = {
    included: values.filter(item => picked.includes(item.name)),
    name: '',
    destination: undefined
  };
  const answers = await askInSteps(vscode.l10n.t('Save Preset'), begin, [
    (given, step) => askValues(given, values, step),
    askName,
    (given, step) => askDestination(given, destinationsFor(entry), step)
  ]);
  if (answers?.destination === undefined) return;
  const { scope, all } = answers.destination;
  const name = answers.name.trim();
  const model = all ? {} : { model: entry.id };
  const others = presetsIn(scope).filter(
    preset => preset.name !== name || preset.model !== (all ? undefined : entry.id)
  );
  const included = Object.fromEntries(answers.included.map(item => [item.name, draft[item.name]]));
  await writePresets(scope, [...others, { name, ...model, values: included }]);
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

function valueItems(entry: ModelEntry, draft: Draft): readonly ValueItem[] {
  return Object.entries(draft).map(([name, value]) => {
    const param = entry.params[name];
    const description = valueText(param, value).replace(/\s+/g, ' ').slice(0, MAX_VALUE);
    return { name, label: param?.label ?? name, description };
  });
}

async function askValues(given: Answers, values: readonly ValueItem[], step: Step): StepResult<Answers> {
  const included = await pickSome(values, {
    ...step,
    selected: given.included,
    placeholder: vscode.l10n.t('Values to include'),
    placeholderForNone: vscode.l10n.t('Select at least one value to include')
  });
  return included === undefined || included === BACK ? included : { ...given, included };
}

async function askName(given: Answers, step: Step): StepResult<Answers> {
  const name = await askText({
    ...step,
    value: given.name,
    placeholder: vscode.l10n.t('Preset name'),
    validate: text => (text.trim() === '' ? vscode.l10n.t('Enter a name.') : undefined)
  });
  return name === undefined || name === BACK ? name : { ...given, name };
}

async function askDestination(given: Answers, destinations: readonly Destination[], step: Step): StepResult<Answers> {
  const destination = await pickOne(destinations, { ...step, placeholder: vscode.l10n.t('Save to') });
  return destination === undefined || destination === BACK ? destination : { ...given, destination };
}

function destinationsFor(entry: ModelEntry): readonly Destination[] {
  const forModel = vscode.l10n.t('For {0}', entry.name);
  const forAll = vscode.l10n.t('For all models');
  const destinations = (scope: Scope, description: string): readonly Destination[] => [
    { label: forModel, description, scope, all: false },
    { label: forAll, description, scope, all: true }
  ];
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  return [
    ...destinations('user', vscode.l10n.t('User')),
    ...(hasFolder ? destinations('workspace', vscode.l10n.t('Workspace')) : [])
  ];
}
