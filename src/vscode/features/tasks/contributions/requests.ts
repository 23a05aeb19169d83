/** The request of a task: run it again, reuse it, copy it. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onRow } from '../../../common/contributions/when.ts';

export const commands = {
  'kie.task.runAgain': {
    title: 'Run Again…',
    icon: '$(debug-restart)',
    description:
      'Runs the selected tasks again with the same input, after you confirm the price. They are charged again.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('again'), group: 'inline@3' },
      { menu: 'view/item/context', when: onRow('ended'), group: '2_task@4' }
    ],
    keybindings: [{ key: 'ctrl+enter', mac: 'cmd+enter', when: 'focusedView == kie.tasks && !inputFocus' }],
    load: async () => (await import('../commands/runAgain.ts')).runAgain
  },
  'kie.task.reuse': {
    title: 'Edit Request in Form',
    description: 'Opens the request in the form.',
    palette: false,
    icon: '$(edit)',
    menus: [
      { menu: 'view/item/context', when: onRow('fixable'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('task'), group: '2_task@5' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).reuse
  },
  'kie.task.openSuccessor': {
    title: 'Open Replacement Model',
    icon: '$(arrow-right)',
    description: 'Opens the model that replaced a removed one, with the same input.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('successor'),
        group: 'inline@1'
      },
      {
        menu: 'view/item/context',
        when: onRow('successor'),
        group: '2_task@0'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).openSuccessor
  },
  'kie.task.copyPrompt': {
    title: 'Copy Prompt',
    description: 'Copies the prompt.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('prompt'), group: '3_copy@1' }],
    load: async () => (await import('../commands/taskCommands.ts')).copyPrompt
  },
  'kie.task.copyJson': {
    title: 'Copy Request as JSON',
    description: 'Copies the request as JSON.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('task'), group: '3_copy@2' }],
    load: async () => (await import('../commands/taskCommands.ts')).copyJson
  },
  'kie.task.copyCurl': {
    title: 'Copy Request as cURL',
    description: 'Copies the request as a cURL command line, with the API key as a variable.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('task'), group: '3_copy@3' }],
    load: async () => (await import('../commands/taskCommands.ts')).copyCurl
  }
} as const satisfies CommandContributions;
