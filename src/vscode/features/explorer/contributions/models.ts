import type { SettingContributions } from '../../../common/contributions/contribution.ts';

/** The model of each action. */
export const modelSettings = {
  'kie.upscaleImage.model': {
    type: 'string',
    default: 'recraft/crisp-upscale',
    scope: 'window',
    order: 10,
    models: { files: 'image', output: 'image', onlyFile: true, first: 'upscale-image' },
    description: 'Model for *Upscale* on images. It must require only an image.',
    restricted: true
  },
  'kie.removeBackground.model': {
    type: 'string',
    default: 'recraft/remove-background',
    scope: 'window',
    order: 11,
    models: { files: 'image', output: 'image', onlyFile: true, first: 'remove-background' },
    description: 'Model for *Remove Background*. It must require only an image.',
    restricted: true
  },
  'kie.upscaleVideo.model': {
    type: 'string',
    default: 'topaz/video-upscale',
    scope: 'window',
    order: 12,
    models: { files: 'video', output: 'video', onlyFile: true, first: 'upscale-video' },
    description: 'Model for *Upscale Video*. It must require only a video.',
    restricted: true
  },
  'kie.isolateVoice.model': {
    type: 'string',
    default: 'elevenlabs/audio-isolation',
    scope: 'window',
    order: 13,
    models: { files: 'audio', output: 'audio', onlyFile: true },
    description: 'Model for *Isolate Voice*. It must require only an audio file.',
    restricted: true
  },
  'kie.editImage.model': {
    type: 'string',
    default: 'google/nano-banana-edit',
    scope: 'window',
    order: 14,
    models: { files: 'image', output: 'image', first: 'image-edit' },
    description: 'Model that *Edit with KIE…* opens in the form, where you can change it. It must accept an image.',
    restricted: true
  },
  'kie.animateImage.model': {
    type: 'string',
    default: 'kling/v2-1-pro',
    scope: 'window',
    order: 15,
    models: { files: 'image', output: 'video', first: 'image-to-video' },
    description: 'Model that *Animate with KIE…* opens in the form, where you can change it. It must accept an image.',
    restricted: true
  }
} as const satisfies SettingContributions;
