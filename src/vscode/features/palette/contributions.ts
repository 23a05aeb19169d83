import type { CommandContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.generateImage': {
    title: 'Generate Image…',
    description: 'Asks for a model, a prompt, and the files and options it requires, then runs it or opens the form.',
    load: async () => (await import('./generate.ts')).generateCommand('image')
  },
  'kie.generateVideo': {
    title: 'Generate Video…',
    description: 'The same for a video.',
    load: async () => (await import('./generate.ts')).generateCommand('video')
  },
  'kie.generateAudio': {
    title: 'Generate Speech or Music…',
    description: 'The same for speech or music.',
    load: async () => (await import('./generate.ts')).generateCommand('audio')
  }
} as const satisfies CommandContributions;
