import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { fileUses } from '../../../../core/models/fileUses.ts';
import { inputForFiles, mediaTarget } from '../../../../core/models/mediaInput.ts';
import { newestFirst } from '../../../../shared/catalog/modelGroups.ts';
import { plural } from '../../../../shared/format/plural.ts';
import { taskLabel } from '../../../../shared/format/taskLabel.ts';
import type { MediaKind, ModelEntry } from '../../../../shared/model.ts';
import type { SettingId } from '../../../contributions.ts';
import { textSetting } from '../../../common/settings.ts';
import { priceText } from '../../../common/text/format.ts';
import type { OfferItem } from './offers.ts';

/** A use of a file: it continues with a follow-up, runs a command at once, or opens a model in the form. */
export interface Choice extends OfferItem {
  readonly command?: string;
  readonly model?: ModelEntry;
}

interface FileAction {
  readonly kind: MediaKind;
  readonly setting: SettingId;
  readonly icon: string;
  readonly label: () => string;
  /** Runs at once; absent for an action that opens the form. */
  readonly command?: string;
}

const ACTIONS: readonly FileAction[] = [
  { kind: 'image', setting: 'kie.editImage.model', icon: 'edit', label: () => vscode.l10n.t('Edit…') },
  { kind: 'image', setting: 'kie.animateImage.model', icon: 'play-circle', label: () => vscode.l10n.t('Animate…') },
  {
    kind: 'image',
    setting: 'kie.upscaleImage.model',
    icon: 'zoom-in',
    label: () => vscode.l10n.t({ message: 'Upscale', comment: 'a command' }),
    command: 'kie.menu.upscaleImage'
  },
  {
    kind: 'image',
    setting: 'kie.removeBackground.model',
    icon: 'person',
    label: () => vscode.l10n.t('Remove Background'),
    command: 'kie.menu.removeBackground'
  },
  {
    kind: 'video',
    setting: 'kie.upscaleVideo.model',
    icon: 'zoom-in',
    label: () => vscode.l10n.t({ message: 'Upscale', comment: 'a command' }),
    command: 'kie.menu.upscaleVideo'
  },
  {
    kind: 'audio',
    setting: 'kie.isolateVoice.model',
    icon: 'mic',
    label: () => vscode.l10n.t('Isolate Voice'),
    command: 'kie.menu.isolateVoice'
  }
];

/**
 * Returns the usual actions on files of a kind, each with the model of the settings. The price of several files is in
 * the question before they run.
 */
export async function actionChoices(
  engine: Engine,
  kind: MediaKind,
  files: readonly vscode.Uri[]
): Promise<readonly Choice[]> {
  const choices = ACTIONS.filter(action => action.kind === kind).map(async (action): Promise<readonly Choice[]> => {
    const entry = engine.models.entry(textSetting(action.setting));
    if (entry === undefined || mediaTarget(entry, kind) === undefined) return [];
    const item = { icon: action.icon, label: action.label() };
    if (action.command === undefined) return [{ ...item, description: entry.name, model: entry }];
    if (files.length > 1) return [{ ...item, description: entry.name, command: action.command }];
    const { price } = await engine.drafts.evaluate(entry.id, inputForFiles(entry, kind, files.map(String)) ?? {});
    return [{ ...item, description: `${entry.name} · ${priceText(price)}`, command: action.command }];
  });
  const found = (await Promise.all(choices)).flat();
  return found.length === 0 ? [] : [separator(vscode.l10n.t('Actions')), ...found];
}

/** Returns the model of the form, if it accepts files of this kind. */
export function currentChoice(entry: ModelEntry | undefined, kind: MediaKind, count: number): readonly Choice[] {
  if (entry === undefined || mediaTarget(entry, kind) === undefined) return [];
  const description = plural(
    vscode.l10n.t(
      '{0, plural, one {Adds the file to the current request.} other {Adds the files to the current request.}}'
    ),
    count
  );
  return [separator(vscode.l10n.t('Current Model')), { label: entry.name, description, model: entry }];
}

/** Returns the models that accept files of this kind, by their task, newest first. */
export function modelChoices({ models }: Pick<Engine, 'models'>, kind: MediaKind): readonly Choice[] {
  return fileUses(models, kind).flatMap(use => [
    separator(taskLabel(use.task)),
    ...newestFirst(use.models).flatMap(({ id, name, summary }): readonly Choice[] => {
      const model = models.entry(id);
      return model === undefined ? [] : [{ label: name, description: summary, model }];
    })
  ]);
}

export const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
