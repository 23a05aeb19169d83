/** Tracking a task and downloading its results. All of it is free. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onRow } from '../../../common/contributions/when.ts';

/** A task that can be tracked again. */
const RESUMABLE = String.raw`view == kie.tasks && viewItem =~ /^(?!.*\buncollected\b).*\bresumable\b/`;
/** A task whose results can be downloaded again. */
const RETRIABLE = String.raw`view == kie.tasks && viewItem =~ /\bresumable\b.*\buncollected\b/`;

export const commands = {
  'kie.followTask': {
    title: 'Track Task by ID…',
    description: 'Tracks a task created elsewhere by its ID and downloads its results. Free.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: '2_follow@1' }],
    load: async () => (await import('../commands/trackById.ts')).trackById
  },
  'kie.task.stop': {
    title: 'Stop Tracking',
    icon: '$(eye-closed)',
    description: 'Stops tracking a task. It continues at KIE and is charged; its result can be downloaded later.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('tracked'), group: 'inline@3' },
      { menu: 'view/item/context', when: onRow('tracked'), group: '2_task@3' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).stop
  },
  'kie.task.cancel': {
    title: 'Cancel Task',
    icon: '$(close)',
    description: 'Cancels a task that was not sent yet. Free.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('unsent'), group: 'inline@3' },
      { menu: 'view/item/context', when: onRow('unsent'), group: '2_task@3' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).stop
  },
  'kie.task.resume': {
    title: 'Resume Tracking',
    icon: '$(sync)',
    description: 'Resumes tracking a task. Free.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: RESUMABLE,
        group: 'inline@3'
      },
      {
        menu: 'view/item/context',
        when: RESUMABLE,
        group: '2_task@1'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).resume
  },
  'kie.task.collectEarly': {
    title: 'Download Available Results',
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
    title: 'Download To…',
    description: 'Downloads results to another folder when they could not be saved.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: RETRIABLE,
        group: '2_task@1'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).collectInto
  },
  'kie.task.saveAnyway': {
    title: 'Save Anyway',
    icon: '$(save)',
    description: 'Saves a downloaded result that is incomplete or of an unexpected type. Free.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('unverified'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('unverified'), group: '2_task@1' },
      { menu: 'view/item/context', when: onRow('kept'), group: '2_task@2' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).saveAnyway
  },
  'kie.task.downloadAgain': {
    title: 'Download Again',
    icon: '$(cloud-download)',
    description: 'Downloads the results of a task again within 24 hours. Free.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: RETRIABLE, group: 'inline@3' },
      { menu: 'view/item/context', when: RETRIABLE, group: '2_task@1' },
      { menu: 'view/item/context', when: onRow('downloadable'), group: '2_task@1' }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).downloadAgain
  },
  'kie.task.adopt': {
    title: 'Enter Task ID…',
    icon: '$(link)',
    description: "Sets KIE's ID of a task whose response was lost.",
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('assignable'),
        group: 'inline@2'
      },
      {
        menu: 'view/item/context',
        when: onRow('assignable'),
        group: '2_task@2'
      }
    ],
    load: async () => (await import('../commands/taskCommands.ts')).enterTaskId
  },
  'kie.task.explain': {
    title: 'Resolve…',
    icon: '$(question)',
    description: 'Resolves a task whose status is unknown.',
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
