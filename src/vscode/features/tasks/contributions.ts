import type { CommandContributions, SettingContributions } from '../../common/contribution.ts';
import { onRow } from '../../common/when.ts';

export const commands = {
  'kie.showTasks': {
    title: 'Show Tasks',
    description: 'Opens the Tasks view.',
    load: async () => (await import('./commands/showTasks.ts')).showTasks
  },
  'kie.followTask': {
    title: 'Follow a Task ID…',
    description: 'Tracks a task created elsewhere by its ID and downloads its results. Free.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: '2_follow@1' }],
    load: async () => (await import('./commands/adoptTask.ts')).followTask
  },
  'kie.task.open': {
    title: 'Open Result',
    icon: '$(go-to-file)',
    description: 'Opens the downloaded file.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('saved'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('saved'), group: '1_result@1' }
    ],
    load: async () => (await import('./commands/resultCommands.ts')).openResult
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
    load: async () => (await import('./commands/resultCommands.ts')).revealResult
  },
  'kie.task.copyPath': {
    title: 'Copy Path',
    description: 'Copies the path of the downloaded file.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('saved'), group: '3_copy@0' }],
    load: async () => (await import('./commands/resultCommands.ts')).copyPath
  },
  'kie.task.useAsInput': {
    title: 'Use as Input in Form',
    icon: '$(insert)',
    description: 'Puts the file into the form, with the current model or one that takes it.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('media'), group: '1_result@4' }],
    load: async () => (await import('./commands/resultCommands.ts')).useAsInput
  },
  'kie.task.runAgain': {
    title: 'Run Again…',
    icon: '$(debug-restart)',
    description: 'Runs a new task with the same input, which costs again.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('again'), group: 'inline@3' },
      { menu: 'view/item/context', when: onRow('ended'), group: '2_task@4' }
    ],
    keybindings: [{ key: 'ctrl+enter', mac: 'cmd+enter', when: 'focusedView == kie.tasks && !inputFocus' }],
    load: async () => (await import('./commands/runAgain.ts')).runAgain
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
    load: async () => (await import('./commands/taskCommands.ts')).stop
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
    load: async () => (await import('./commands/taskCommands.ts')).resume
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
    load: async () => (await import('./commands/taskCommands.ts')).collectInto
  },
  'kie.task.saveAnyway': {
    title: 'Save Anyway',
    description: 'Saves a result that was downloaded but not recognized, as it is. Free.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('unverified'), group: '2_task@1' }],
    load: async () => (await import('./commands/taskCommands.ts')).saveAnyway
  },
  'kie.task.downloadAgain': {
    title: 'Download Again',
    description: 'Downloads the results of a finished task again within 24 hours. Free.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('downloadable'), group: '2_task@1' }],
    load: async () => (await import('./commands/taskCommands.ts')).downloadAgain
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
    load: async () => (await import('./commands/taskCommands.ts')).adopt
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
    load: async () => (await import('./commands/taskCommands.ts')).collectEarly
  },
  'kie.task.openSuccessor': {
    title: 'Open Successor in Form',
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
    load: async () => (await import('./commands/taskCommands.ts')).openSuccessor
  },
  'kie.task.copyPrompt': {
    title: 'Copy Prompt',
    description: 'Copies the prompt.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('prompt'), group: '3_copy@1' }],
    load: async () => (await import('./commands/taskCommands.ts')).copyPrompt
  },
  'kie.task.copyJson': {
    title: 'Copy Request as JSON',
    description: 'Copies the request as JSON.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('task'), group: '3_copy@2' }],
    load: async () => (await import('./commands/taskCommands.ts')).copyJson
  },
  'kie.task.copyCurl': {
    title: 'Copy Request as cURL',
    description: 'Copies the request as a cURL command line, with the API key as a variable.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('task'), group: '3_copy@3' }],
    load: async () => (await import('./commands/taskCommands.ts')).copyCurl
  },
  'kie.task.reuse': {
    title: 'Reuse in Form',
    description: 'Opens the request in the form.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('task'), group: '2_task@5' }],
    load: async () => (await import('./commands/taskCommands.ts')).reuse
  },
  'kie.task.remove': {
    title: 'Remove from List',
    description: 'Removes a finished task from the list. Files stay.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('ended'), group: '9_remove@1' }],
    keybindings: [{ key: 'delete', mac: 'cmd+backspace', when: 'focusedView == kie.tasks && !inputFocus' }],
    load: async () => (await import('./commands/taskCommands.ts')).remove
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
    load: async () => (await import('./commands/unknownTask.ts')).explainUnknown
  },
  'kie.task.toFront': {
    title: 'Move to Front',
    icon: '$(arrow-up)',
    description: 'Gives a task that waits in a batch the next turn.',
    palette: false,
    menus: [
      {
        menu: 'view/item/context',
        when: onRow('waiting'),
        group: 'inline@2'
      },
      { menu: 'view/item/context', when: onRow('waiting'), group: '2_task@0' }
    ],
    load: async () => (await import('./commands/batchCommands.ts')).toFront
  },
  'kie.task.showMore': {
    title: 'Show More',
    description: 'Shows the next rows of a long list.',
    palette: false,
    load: async () => (await import('./commands/showTasks.ts')).showMore
  },
  'kie.task.approve': {
    title: 'Approve and Send',
    icon: '$(play)',
    description: 'Approves a task that waits for it, and sends it.',
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
    load: async () => (await import('./commands/approve.ts')).approve
  },
  'kie.approveAll': {
    title: 'Approve All…',
    icon: '$(run-all)',
    description: 'Approves all tasks that wait for it, or those of a batch, after asking about the sum.',
    menus: [
      { menu: 'view/item/context', when: onRow('unapproved'), group: 'inline@0' },
      { menu: 'view/item/context', when: onRow('unapproved'), group: '1_batch@0' }
    ],
    load: async () => (await import('./commands/approve.ts')).approveAll
  },
  'kie.moreFromResult': {
    title: 'More from This Result…',
    icon: '$(sparkle)',
    description: 'Offers what the documentation allows on a finished task: extend, upscale, a cover and more.',
    menus: [
      { menu: 'view/item/context', when: onRow('more'), group: 'inline@2' },
      { menu: 'view/item/context', when: onRow('more'), group: '1_result@3' }
    ],
    load: async () => (await import('./commands/followUps.ts')).moreFromResult
  },
  'kie.batch.pause': {
    title: 'Pause Batch',
    icon: '$(debug-pause)',
    description: 'Starts no further task of the batch. Running tasks go on.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('going'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('going'), group: '1_batch@1' }
    ],
    load: async () => (await import('./commands/batchCommands.ts')).pauseBatch
  },
  'kie.batch.resume': {
    title: 'Resume Batch',
    icon: '$(debug-continue)',
    description: 'Goes on with a paused batch.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('held'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('held'), group: '1_batch@1' }
    ],
    load: async () => (await import('./commands/batchCommands.ts')).resumeBatch
  },
  'kie.batch.stop': {
    title: 'Stop Batch',
    icon: '$(debug-stop)',
    description: 'Stops what has not been sent, which costs nothing. Running tasks go on.',
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
    load: async () => (await import('./commands/batchCommands.ts')).stopBatch
  },
  'kie.batch.retryFailed': {
    title: 'Retry Failed…',
    icon: '$(debug-restart)',
    description:
      'Runs the failed tasks of a batch again after asking about the price, never those whose status is unknown.',
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
    load: async () => (await import('./commands/batchCommands.ts')).retryFailed
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.notifications': {
    type: 'string',
    enum: ['auto', 'all', 'failures', 'none'],
    default: 'auto',
    scope: 'window',
    order: 21,
    enumDescriptions: [
      'Only when neither KIE view is visible; failures likewise.',
      'Always.',
      'Only about failures.',
      'Never. The Tasks view and the status bar still tell.'
    ],
    description: 'When to say that a task has ended.'
  }
} as const satisfies SettingContributions;
