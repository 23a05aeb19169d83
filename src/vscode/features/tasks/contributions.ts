import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';
import { onRow } from '../../common/contributions/when.ts';
import * as batches from './contributions/batches.ts';
import * as requests from './contributions/requests.ts';
import * as results from './contributions/results.ts';
import * as tracking from './contributions/tracking.ts';

/** The Tasks view and its list. */
const view = {
  'kie.showTasks': {
    title: 'Show Tasks',
    description: 'Opens the Tasks view.',
    load: async () => (await import('./commands/showTasks.ts')).showTasks
  },
  'kie.tasks.refresh': {
    title: 'Refresh Tasks',
    icon: '$(refresh)',
    description: 'Reads the tasks, their files and the balance again.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: 'navigation@2' }],
    load: async () => (await import('./commands/filter.ts')).refreshTasks
  },
  'kie.tasks.filter': {
    title: 'Filter Tasks…',
    icon: '$(filter)',
    description: 'Shows only the tasks that contain the words you enter.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks && !kie.tasksFiltered', group: 'navigation@3' }],
    load: async () => (await import('./commands/filter.ts')).filterTasks
  },
  'kie.tasks.clearFilter': {
    title: 'Clear Task Filter',
    icon: '$(filter-filled)',
    description: 'Shows all tasks again.',
    palette: 'kie.tasksFiltered',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks && kie.tasksFiltered', group: 'navigation@3' }],
    load: async () => (await import('./commands/filter.ts')).clearFilter
  },
  'kie.task.showMore': {
    title: 'Show More',
    description: 'Shows the next rows of a long list.',
    palette: false,
    load: async () => (await import('./commands/showTasks.ts')).showMore
  },
  'kie.task.remove': {
    title: 'Remove from List',
    description: 'Removes the selected tasks from the list, with Undo. Files are kept.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('ended'), group: '9_remove@1' }],
    keybindings: [{ key: 'delete', mac: 'cmd+backspace', when: 'focusedView == kie.tasks && !inputFocus' }],
    load: async () => (await import('./commands/remove.ts')).remove
  },
  'kie.task.openSelected': {
    title: 'Open Selected Results',
    description: 'Opens the results of all selected tasks.',
    palette: false,
    keybindings: [{ key: 'enter', when: 'focusedView == kie.tasks && listMultiSelection && !inputFocus' }],
    load: async () => (await import('./commands/openSelected.ts')).openSelected
  }
} as const satisfies CommandContributions;

export const commands = {
  ...view,
  ...results.commands,
  ...tracking.commands,
  ...requests.commands,
  ...batches.commands
};

export const settings = {
  'kie.notifications': {
    type: 'string',
    enum: ['auto', 'all', 'failures', 'none'],
    default: 'auto',
    scope: 'window',
    order: 22,
    enumDescriptions: [
      'Always for runs started by a command; for others, only while no KIE view is visible. Failures are included.',
      'Always.',
      'Only for failures.',
      'Never (status still shown in Tasks and the status bar).'
    ],
    description: 'When to notify you that a task has ended.'
  }
} as const satisfies SettingContributions;
