import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';
import { IN_REACH, ON_RESULT_FILE, ON_RESULT_TYPE, onRow } from '../../common/contributions/when.ts';

export const commands = {
  'kie.result.open': {
    title: 'Open in Result Editor',
    icon: '$(open-preview)',
    description:
      'Opens a result in the Result editor, with its details, the other results of its batch, and next steps. Takes a task, a result or the URI of a file that a task created. Without an argument, it opens the file in the active editor.',
    palette: `${IN_REACH} && ${ON_RESULT_TYPE}`,
    menus: [
      { menu: 'view/item/context', when: onRow('task'), group: '1_result@0' },
      { menu: 'view/item/context', when: onRow('result'), group: '1_result@0' },
      { menu: 'kie.submenu', when: ON_RESULT_FILE, group: '3_result@1' }
    ],
    load: async () => (await import('./commands.ts')).openInResultEditor
  },
  'kie.result.insert': {
    title: 'Insert Result into Editor',
    description: 'Inserts a reference to the file at the cursor of the text editor, in the syntax of its language.',
    palette: false,
    menus: [{ menu: 'view/item/context', when: onRow('saved'), group: '1_result@6' }],
    load: async () => (await import('./commands.ts')).insertResult
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.openResult': {
    type: 'string',
    enum: ['preview', 'beside', 'off'],
    default: 'preview',
    scope: 'window',
    order: 23,
    enumDescriptions: [
      'In the active editor group, in place of the previous result.',
      'Beside the active editor, in place of the previous result.',
      "Don't open automatically."
    ],
    description:
      'Where the result of a run that you started in the Generate view or the Result editor opens. The focus stays where it is.'
  }
} as const satisfies SettingContributions;
