import type { MediaKind } from '../../../shared/model.ts';
import type { SettingId } from '../../contributions.ts';

/** An action in the context menu of files: the kind of files and the setting for the model. */
interface FileAction {
  readonly kind: MediaKind;
  readonly setting: SettingId;
}

/** Actions that run at once. Results are saved next to the source files with `suffix` in the name. */
export const RUN_ACTIONS = {
  upscaleImage: { kind: 'image', setting: 'kie.upscaleImage.model', suffix: 'upscaled' },
  removeBackground: { kind: 'image', setting: 'kie.removeBackground.model', suffix: 'no-bg' },
  upscaleVideo: { kind: 'video', setting: 'kie.upscaleVideo.model', suffix: 'upscaled' },
  isolateVoice: { kind: 'audio', setting: 'kie.isolateVoice.model', suffix: 'voice' }
} as const satisfies Record<string, FileAction & { readonly suffix: string }>;

/** Actions that open the form with the files filled in. */
export const FORM_ACTIONS = {
  editImage: { kind: 'image', setting: 'kie.editImage.model' },
  animateImage: { kind: 'image', setting: 'kie.animateImage.model' }
} as const satisfies Record<string, FileAction>;

export type RunActionName = keyof typeof RUN_ACTIONS;
export type FormActionName = keyof typeof FORM_ACTIONS;
