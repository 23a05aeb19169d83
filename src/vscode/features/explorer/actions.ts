import type { Draft } from '../../../shared/form.ts';
import type { MediaKind, ModelEntry, Param } from '../../../shared/model.ts';
import type { SettingId } from '../../contributions.ts';
import { mediaFit, mediaTarget } from '../../../core/models/mediaInput.ts';

/** What a right click on files does: which files, and the setting that names the model. */
interface FileAction {
  readonly kind: MediaKind;
  readonly setting: SettingId;
}

/** Runs at once; results stand beside their sources with `suffix` in the name. */
export const RUN_ACTIONS = {
  upscaleImage: { kind: 'image', setting: 'kie.upscaleImage.model', suffix: 'upscaled' },
  removeBackground: { kind: 'image', setting: 'kie.removeBackground.model', suffix: 'no-bg' },
  upscaleVideo: { kind: 'video', setting: 'kie.upscaleVideo.model', suffix: 'upscaled' },
  isolateVoice: { kind: 'audio', setting: 'kie.isolateVoice.model', suffix: 'voice' }
} as const satisfies Record<string, FileAction & { readonly suffix: string }>;

/** Opens the form with the files filled in. */
export const FORM_ACTIONS = {
  editImage: { kind: 'image', setting: 'kie.editImage.model' },
  animateImage: { kind: 'image', setting: 'kie.animateImage.model' }
} as const satisfies Record<string, FileAction>;

export type RunActionName = keyof typeof RUN_ACTIONS;
export type FormActionName = keyof typeof FORM_ACTIONS;

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
