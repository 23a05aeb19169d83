import type { SettingContributions } from '../../../common/contributions/contribution.ts';

/** The model of each action. */
export const modelSettings = {
  'kie.upscaleImage.model': {
    type: 'string',
    default: 'recraft/crisp-upscale',
    scope: 'window',
    order: 10,
    description:
      'ID of the model for *Upscale* on images. It must require only an image. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.removeBackground.model': {
    type: 'string',
    default: 'recraft/remove-background',
    scope: 'window',
    order: 11,
    description:
      'ID of the model for *Remove Background*. It must require only an image. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.upscaleVideo.model': {
    type: 'string',
    default: 'topaz/video-upscale',
    scope: 'window',
    order: 12,
    description:
      'ID of the model for *Upscale Video*. It must require only a video. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.isolateVoice.model': {
    type: 'string',
    default: 'elevenlabs/audio-isolation',
    scope: 'window',
    order: 13,
    description:
      'ID of the model for *Isolate Voice*. It must require only an audio file. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.editImage.model': {
    type: 'string',
    default: 'google/nano-banana-edit',
    scope: 'window',
    order: 14,
    description:
      'ID of the model that *Edit with KIE…* opens in the form, where you can change it. It must accept an image. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.animateImage.model': {
    type: 'string',
    default: 'kling/v2-1-pro',
    scope: 'window',
    order: 15,
    description:
      'ID of the model that *Animate with KIE…* opens in the form, where you can change it. It must accept an image. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  }
} as const satisfies SettingContributions;
