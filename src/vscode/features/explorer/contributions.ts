import type { CommandContributions } from '../../common/contributions/contribution.ts';
import { onFile } from '../../common/contributions/when.ts';
import { modelSettings } from './contributions/models.ts';

export const commands = {
  'kie.upscaleImage': {
    title: 'Upscale Image…',
    description:
      'Upscales images. Takes `(uri, uris)` like any explorer command and returns the saved files. Without arguments, prompts for a file.',
    load: async () => (await import('./run.ts')).onFiles('upscaleImage')
  },
  'kie.removeBackground': {
    title: 'Remove Background…',
    description: 'Removes the background of images. Same arguments as Upscale Image.',
    load: async () => (await import('./run.ts')).onFiles('removeBackground')
  },
  'kie.upscaleVideo': {
    title: 'Upscale Video',
    description: 'Upscales videos. Same arguments as Upscale Image.',
    palette: false,
    load: async () => (await import('./run.ts')).onFiles('upscaleVideo')
  },
  'kie.isolateVoice': {
    title: 'Isolate Voice',
    description: 'Isolates the voice in audio files. Same arguments as Upscale Image.',
    palette: false,
    load: async () => (await import('./run.ts')).onFiles('isolateVoice')
  },
  'kie.menu.upscaleImage': {
    title: 'Upscale',
    description: 'Menu item. Shows failures in a notification instead of rejecting.',
    palette: false,
    menus: [
      {
        menu: 'kie.submenu',
        when: `${onFile('image')} || explorerResourceIsFolder`,
        group: '1_run@1'
      }
    ],
    load: async () => (await import('./run.ts')).fromMenu('upscaleImage')
  },
  'kie.menu.removeBackground': {
    title: 'Remove Background',
    description: 'Menu item. Shows failures in a notification instead of rejecting.',
    palette: false,
    menus: [
      {
        menu: 'kie.submenu',
        when: `${onFile('image')} || explorerResourceIsFolder`,
        group: '1_run@2'
      }
    ],
    load: async () => (await import('./run.ts')).fromMenu('removeBackground')
  },
  'kie.menu.upscaleVideo': {
    title: 'Upscale Video',
    description: 'Menu item. Shows failures in a notification instead of rejecting.',
    palette: false,
    menus: [
      {
        menu: 'kie.submenu',
        when: onFile('video'),
        group: '1_run@3'
      }
    ],
    load: async () => (await import('./run.ts')).fromMenu('upscaleVideo')
  },
  'kie.menu.isolateVoice': {
    title: 'Isolate Voice',
    description: 'Menu item. Shows failures in a notification instead of rejecting.',
    palette: false,
    menus: [{ menu: 'kie.submenu', when: onFile('audio'), group: '1_run@4' }],
    load: async () => (await import('./run.ts')).fromMenu('isolateVoice')
  },
  'kie.editImage': {
    title: 'Edit with KIE…',
    description: 'Opens the form with the images and a model that edits them. Takes `(uri, uris)`.',
    palette: false,
    menus: [
      {
        menu: 'kie.submenu',
        when: onFile('image'),
        group: '2_form@1'
      }
    ],
    load: async () => (await import('./run.ts')).inForm('editImage')
  },
  'kie.animateImage': {
    title: 'Animate with KIE…',
    description: 'Opens the form with the images and a model that animates them. Takes `(uri, uris)`.',
    palette: false,
    menus: [
      {
        menu: 'kie.submenu',
        when: onFile('image'),
        group: '2_form@2'
      }
    ],
    load: async () => (await import('./run.ts')).inForm('animateImage')
  }
} as const satisfies CommandContributions;

export const settings = modelSettings;
