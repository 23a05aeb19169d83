/** One finished result: its file, and its follow-ups. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onFile, onRow } from '../../../common/contributions/when.ts';

/** A result that models accept, or that has follow-ups. */
const USABLE = onRow('(?:media|more)');

export const commands = {
  'kie.task.open': {
    title: 'Open File',
    icon: '$(go-to-file)',
    description: 'Opens the downloaded file in the editor that VS Code has for it.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('saved'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('saved'), group: '1_result@1' }
    ],
    load: async () => (await import('../commands/resultCommands.ts')).openFile
  },
  'kie.task.reveal': {
    title: 'Reveal Result in Explorer',
    icon: '$(folder-opened)',
    description: 'Reveals the downloaded file in the explorer.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: String.raw`view == kie.tasks && viewItem =~ /^(?!task.*\b(media|more|active)\b).*\bsaved\b/`,
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
  'kie.result.useIn': {
    title: 'Use In…',
    icon: '$(sparkle)',
    description:
      'Offers the actions and models that accept a result or file, such as edit, animate and upscale. Takes a task or `(uri, uris)`.',
    menus: [
      { menu: 'view/item/context', when: USABLE, group: 'inline@2' },
      { menu: 'view/item/context', when: USABLE, group: '1_result@3' },
      { menu: 'kie.submenu', when: onFile('image', 'video', 'audio'), group: '2_form@3' }
    ],
    load: async () => (await import('../useIn/useIn.ts')).useIn
  },
  'kie.task.useAsInput': {
    title: 'Use as Input in Form',
    description: 'Adds a result to the request in the form if its model accepts it; otherwise the same as Use In….',
    palette: false,
    load: async () => (await import('../useIn/useIn.ts')).useAsInput
  },
  'kie.moreFromResult': {
    title: 'Continue from Result…',
    description: 'Lists only the follow-up actions of a finished task, which are in Use In… too.',
    palette: false,
    load: async () => (await import('../commands/followUps.ts')).moreFromResult
  }
} as const satisfies CommandContributions;
