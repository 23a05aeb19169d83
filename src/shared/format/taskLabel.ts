import * as l10n from '@vscode/l10n';

/** The label of a task. An unknown task is shown as is. */
export function taskLabel(task: string): string {
  switch (task) {
    case 'text-to-image':
      return l10n.t('Text to image');
    case 'image-to-image':
      return l10n.t('Image to image');
    case 'image-edit':
      return l10n.t('Edit image');
    case 'upscale-image':
      return l10n.t('Upscale image');
    case 'remove-background':
      return l10n.t('Remove background');
    case 'text-to-video':
      return l10n.t('Text to video');
    case 'image-to-video':
      return l10n.t('Image to video');
    case 'video-to-video':
      return l10n.t('Video to video');
    case 'lip-sync':
      return l10n.t('Lip sync');
    case 'upscale-video':
      return l10n.t('Upscale video');
    case 'text-to-speech':
      return l10n.t('Text to speech');
    case 'speech-to-text':
      return l10n.t('Speech to text');
    case 'text-to-audio':
      return l10n.t('Text to audio');
    case 'audio-to-audio':
      return l10n.t('Audio to audio');
    case 'text-to-music':
      return l10n.t('Text to music');
    case 'audio-to-music':
      return l10n.t('Audio to music');
    case 'helper':
      return l10n.t('Utilities');
    default:
      return task;
  }
}
