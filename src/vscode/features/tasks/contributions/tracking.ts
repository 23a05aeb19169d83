/** Tracking a task and downloading its results. All of it is free. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onRow } from '../../../common/contributions/when.ts';

export const commands = {
  'kie.followTask': {
    title: 'Follow a Task ID…',
    description: 'Tracks a task created elsewhere by its ID and downloads its results. Free.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: '2_follow@1' }],
    load: async () => (await import('../commands/adoptTask.ts')).followTask
  },
  'kie.task.stop': {
    title: 'Stop Following',
    icon: '$(debug-stop)',
    description: 'Stops tracking a task. It goes on at KIE and is paid for.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('active'), group: 'inline@3' },
      { menu: 'view/item/context', when: onRow('active'), group: '2_task@3' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).stop
  },
  'kie.task.resume': {
    title: 'Follow or Collect Again',
    icon: '$(sync)',
    description: 'Tracks a task again, or downloads its results again. Free.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('resumable'),
        group: 'inline@3'
      },
      {
        menu: 'view/item/context',
        when: onRow('resumable'),
        group: '2_task@1'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).resume
  },
  'kie.task.collectEarly': {
    title: 'Collect What Is There',
    icon: '$(cloud-download)',
    description: 'Downloads the results that are ready while the task still runs.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('partial'),
        group: 'inline@1'
      },
      { menu: 'view/item/context', when: onRow('partial'), group: '2_task@0' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).collectEarly
  },
  'kie.task.collectInto': {
    title: 'Collect into Another Folder…',
    description: 'Downloads results that could not be saved to another folder.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: String.raw`view == kie.tasks && viewItem =~ /\bresumable\b/ && viewItem =~ /\buncollected\b/`,
        group: '2_task@1'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).collectInto
  },
  'kie.task.saveAnyway': {
    title: 'Save Anyway',
    description: 'Saves a result that was downloaded but not recognized, as it is. Free.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('unverified'), group: '2_task@1' }],
    load: async () => (await import('../commands/taskCommands.ts')).saveAnyway
  },
  'kie.task.downloadAgain': {
    title: 'Download Again',
    description: 'Downloads the results of a finished task again within 24 hours. Free.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('downloadable'), group: '2_task@1' }],
    load: async () => (await import('../commands/taskCommands.ts')).downloadAgain
  },
  'kie.task.adopt': {
    title: 'Enter Task ID…',
    icon: '$(link)',
    description: 'Enters the ID that a task got at KIE, for a task whose response was lost.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('recorded'),
        group: 'inline@2'
      },
      {
        menu: 'view/item/context',
        when: onRow('recorded'),
        group: '2_task@2'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).adopt
  },
  'kie.task.explain': {
    title: 'What to Do…',
    icon: '$(question)',
    description: 'Helps with a task of which it is unknown whether KIE accepted it.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('unknown'),
        group: 'inline@1'
      },
      { menu: 'view/item/context', when: onRow('unknown'), group: '2_task@0' }
    ],
    load: async () => (await import('../commands/unknownTask.ts')).explainUnknown
  }
} as const satisfies CommandContributions;
