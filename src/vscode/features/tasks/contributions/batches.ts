/** Batches, and tasks that wait for their turn or for approval. */
import type { CommandContributions } from '../../../common/contributions/contribution.ts';
import { onRow } from '../../../common/contributions/when.ts';

export const commands = {
  'kie.task.toFront': {
    title: 'Move to Front',
    icon: '$(arrow-up)',
    description: 'Runs a waiting task of a batch next.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('waiting'),
        group: 'inline@2'
      },
      { menu: 'view/item/context', when: onRow('waiting'), group: '2_task@0' }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).toFront
  },
  'kie.task.approve': {
    title: 'Approve and Send',
    icon: '$(play)',
    description: 'Approves and sends a task that needs approval.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('approvable'),
        group: 'inline@1'
      },
      {
        menu: 'view/item/context',
        when: onRow('approvable'),
        group: '2_task@1'
      }
    ],
    load: async () => (await import('../commands/approve.ts')).approve
  },
  'kie.approveAll': {
    title: 'Approve All…',
    icon: '$(run-all)',
    description: 'Approves all tasks that need approval, or those of a batch, after you confirm the total.',
    menus: [
      { menu: 'view/item/context', when: onRow('unapproved'), group: 'inline@0' },
      { menu: 'view/item/context', when: onRow('unapproved'), group: '1_batch@0' }
    ],
    load: async () => (await import('../commands/approve.ts')).approveAll
  },
  'kie.batch.pause': {
    title: 'Pause Batch',
    icon: '$(debug-pause)',
    description: 'Pauses a batch. Running tasks continue.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('running'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('running'), group: '1_batch@1' }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).pauseBatch
  },
  'kie.batch.resume': {
    title: 'Resume Batch',
    icon: '$(debug-continue)',
    description: 'Resumes a paused batch.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('paused'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('paused'), group: '1_batch@1' }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).resumeBatch
  },
  'kie.batch.stop': {
    title: 'Stop Batch',
    icon: '$(debug-stop)',
    description: 'Stops the tasks of a batch that have not been sent, at no cost. Running tasks continue.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('stoppable'),
        group: 'inline@2'
      },
      {
        menu: 'view/item/context',
        when: onRow('stoppable'),
        group: '1_batch@3'
      }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).stopBatch
  },
  'kie.batch.openFolder': {
    title: 'Open Folder',
    icon: '$(folder-opened)',
    description: 'Shows the folder with the results of a batch.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: String.raw`view == kie.tasks && viewItem =~ /^batch ended\b.*\bfiles\b/`,
        group: 'inline@3'
      },
      { menu: 'view/item/context', when: onRow('files'), group: '1_batch@4' }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).openBatchFolder
  },
  'kie.batch.retryFailed': {
    title: 'Retry Failed…',
    icon: '$(debug-restart)',
    description:
      'Runs the failed tasks of a batch again after you confirm the price, except those whose status is unknown.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('retriable'),
        group: 'inline@1'
      },
      {
        menu: 'view/item/context',
        when: onRow('retriable'),
        group: '1_batch@2'
      }
    ],
    load: async () => (await import('../commands/batchCommands.ts')).retryFailed
  }
} as const satisfies CommandContributions;
