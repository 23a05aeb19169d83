/** One finished result: its file, and its follow-ups. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onRow } from '../../../common/contributions/when.ts';

export const commands = {
  'kie.task.open': {
    title: 'Open Result',
    icon: '$(go-to-file)',
    description: 'Opens the downloaded file.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('saved'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('saved'), group: '1_result@1' }
    ],
    load: async () => (await import('../commands/resultCommands.ts')).openResult
  },
  'kie.task.reveal': {
    title: 'Reveal Result in Explorer',
    icon: '$(folder-opened)',
    description: 'Reveals the downloaded file in the explorer.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: String.raw`view == kie.tasks && viewItem =~ /^(?!task.*\b(more|active)\b).*\bsaved\b/`,
        group: 'inline@2'
      },
      { menu: 'view/item/context', when: onRow('saved'), group: '1_result@2' }
    ],
    load: async () => (await import('../commands/resultCommands.ts')).revealResult
  },
  'kie.task.copyPath': {
    title: 'Copy Path',
    description: 'Copies the path of the downloaded file.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('saved'), group: '3_copy@0' }],
    load: async () => (await import('../commands/resultCommands.ts')).copyPath
  },
  'kie.task.useAsInput': {
    title: 'Use as Input in Form',
    icon: '$(insert)',
    description: 'Adds the file to the form, with the current model or one that accepts it.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('media'), group: '1_result@4' }],
    load: async () => (await import('../commands/resultCommands.ts')).useAsInput
  },
  'kie.moreFromResult': {
    title: 'Continue from Result…',
    icon: '$(sparkle)',
    description: 'Lists follow-up actions for a finished task, such as extending a video or upscaling an image.',
    menus: [
      { menu: 'view/item/context', when: onRow('more'), group: 'inline@2' },
      { menu: 'view/item/context', when: onRow('more'), group: '1_result@3' }
    ],
    load: async () => (await import('../commands/followUps.ts')).moreFromResult
  }
} as const satisfies CommandContributions;
