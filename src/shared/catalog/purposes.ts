/** What models are for: the groups of the model pickers, in a fixed order. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../form.ts';

export const PURPOSES = ['images', 'video', 'speech', 'music', 'edit', 'upscale', 'utilities'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The known tasks in the order of the purposes, without utilities. */
export const TASKS: readonly string[] = [
  'text-to-image',
  'text-to-video',
  'image-to-video',
  'lip-sync',
  'text-to-speech',
  'speech-to-text',
  'text-to-music',
  'audio-to-music',
  'text-to-audio',
  'image-edit',
  'image-to-image',
  'remove-background',
  'video-to-video',
  'audio-to-audio',
  'upscale-image',
  'upscale-video'
];

/** The purpose of a model, by its task and, for unknown tasks, by its output. */
export function purposeOf({ task, output }: Pick<ModelSummary, 'task' | 'output'>): Purpose {
  switch (task) {
    case 'helper':
      return 'utilities';
    case 'upscale-image':
    case 'upscale-video':
      return 'upscale';
    case 'image-edit':
    case 'image-to-image':
    case 'remove-background':
    case 'video-to-video':
    case 'audio-to-audio':
      return 'edit';
    case 'text-to-speech':
    case 'speech-to-text':
      return 'speech';
  }
  switch (output) {
    case 'image':
      return 'images';
    case 'video':
      return 'video';
    case 'audio':
      return 'music';
    case 'text':
    case 'json':
      return 'utilities';
  }
}

export function purposeLabel(purpose: Purpose): string {
  switch (purpose) {
    case 'images':
      return l10n.t('Images');
    case 'video':
      return l10n.t('Video');
    case 'speech':
      return l10n.t('Speech');
    case 'music':
      return l10n.t('Music');
    case 'edit':
      return l10n.t('Edit');
    case 'upscale':
      return l10n.t('Upscale');
    case 'utilities':
      return l10n.t('Utilities');
  }
}
