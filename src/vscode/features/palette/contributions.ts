import type { CommandContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.generateImage': {
    title: 'Generate Image…',
    description:
      'Prompts for a model, a prompt, and the required files and options, then runs the request or opens the form.',
    load: async () => (await import('./generate.ts')).generateCommand('image')
  },
  'kie.generateVideo': {
    title: 'Generate Video…',
    description: 'Like Generate Image, for a video.',
    load: async () => (await import('./generate.ts')).generateCommand('video')
  },
  'kie.generateAudio': {
    title: 'Generate Speech or Music…',
    description: 'Like Generate Image, for speech or music.',
    load: async () => (await import('./generate.ts')).generateCommand('audio')
  }
} as const satisfies CommandContributions;
