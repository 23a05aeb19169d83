import type { Draft } from '../../shared/form.ts';
import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';
import { Settings } from '../ids.ts';
import type { SettingId } from '../ids.ts';
import { mediaFit, mediaTarget } from '../services/mediaFiles.ts';

/** What a right click on files does: which files, which model, and how the result is named. */
export interface FileAction {
  readonly kind: MediaKind;
  /** The setting that names the model. */
  readonly setting: SettingId;
  readonly suffix: string;
}

export const FILE_ACTIONS = {
  upscaleImage: { kind: 'image', setting: Settings.upscaleImageModel, suffix: 'upscaled' },
  removeBackground: { kind: 'image', setting: Settings.removeBackgroundModel, suffix: 'no-bg' },
  upscaleVideo: { kind: 'video', setting: Settings.upscaleVideoModel, suffix: 'upscaled' },
  isolateVoice: { kind: 'audio', setting: Settings.isolateVoiceModel, suffix: 'voice' },
  editImage: { kind: 'image', setting: Settings.editImageModel, suffix: '' },
  animateImage: { kind: 'image', setting: Settings.animateImageModel, suffix: '' }
} as const satisfies Record<string, FileAction>;

export type FileActionName = keyof typeof FILE_ACTIONS;

/**
 * The input for one file (or several, where the parameter is a list): the media parameter found in the entry, and
 * documented defaults of the other required ones. Undefined when the model takes no such file.
 */
export function inputForFiles(entry: ModelEntry, kind: MediaKind, files: readonly string[]): Draft | undefined {
  const target = mediaTarget(entry, kind);
  if (target === undefined) return undefined;
  const [name, param] = target;
  return { ...requiredDefaults(entry.params), [name]: mediaFit(param, files).value };
}

function requiredDefaults(params: Readonly<Record<string, Param>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) =>
      param.required === true && param.default !== undefined ? [[name, param.default]] : []
    )
  );
}
