import type { CommandContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.showLog': {
    title: 'Show Log',
    description: 'Opens the log.',
    load: async () => (await import('./diagnostics.ts')).showLog
  },
  'kie.copyDiagnostics': {
    title: 'Copy Diagnostics',
    description: 'Copies versions, settings, the selected task and the log for a bug report, without the API key.',
    menus: [
      { menu: 'view/item/context', when: String.raw`view == kie.tasks && viewItem =~ /\btask\b/`, group: '3_copy@4' }
    ],
    load: async () => (await import('./diagnostics.ts')).copyDiagnostics
  },
  'kie.exportHistory': {
    title: 'Export History…',
    description: 'Exports all tasks to a JSON Lines file.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: '3_history@1' }],
    load: async () => (await import('./history.ts')).exportHistory
  },
  'kie.clearHistory': {
    title: 'Clear History…',
    description:
      'Removes finished tasks from the list, except those with a paid result that is not downloaded. Files are kept.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: '3_history@2' }],
    load: async () => (await import('./history.ts')).clearHistory
  }
} as const satisfies CommandContributions;
