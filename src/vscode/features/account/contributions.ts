import { onRow } from '../../common/contributions/when.ts';
import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.setApiKey': {
    title: 'Set API Key',
    icon: '$(key)',
    description: 'Prompts for the API key, checks it with KIE and stores it.',
    menus: [
      { menu: 'view/title', when: 'view == kie.generate', group: '2_key@1' },
      { menu: 'view/item/context', when: onRow('needsKey'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('needsKey'), group: '2_task@0' }
    ],
    load: async () => (await import('./setApiKey.ts')).setApiKey
  },
  'kie.removeApiKey': {
    title: 'Remove API Key',
    description: 'Removes the stored API key.',
    palette: '!kie.keyMissing',
    menus: [{ menu: 'view/title', when: 'view == kie.generate && !kie.keyMissing', group: '2_key@2' }],
    load: async () => (await import('./setApiKey.ts')).removeApiKey
  },
  'kie.refreshCredits': {
    title: 'Refresh Credits',
    description: 'Updates the credit balance.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '1_kie@1' }],
    load: async () => (await import('../tasks/commands/status.ts')).refreshCredits
  },
  'kie.showStatus': {
    title: 'Show Credits and Active Tasks',
    description: 'Shows the balance and the active tasks, like selecting the status bar item.',
    load: async () => (await import('../tasks/commands/status.ts')).showStatus
  },
  'kie.openPricing': {
    title: 'Open Pricing Page',
    icon: '$(link-external)',
    description: "Opens KIE's pricing page in the browser.",
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '1_kie@2' }],
    load: async () => (await import('./pages.ts')).openPricing
  },
  'kie.topUp': {
    title: 'Top Up',
    icon: '$(credit-card)',
    description: 'Same as Open Pricing Page, offered when the credits run out.',
    palette: false,
    menus: [
      { menu: 'view/item/context', when: onRow('needsCredits'), group: 'inline@1' },
      { menu: 'view/item/context', when: onRow('needsCredits'), group: '2_task@0' }
    ],
    load: async () => (await import('./pages.ts')).openPricing
  },
  'kie.openLogs': {
    title: 'Open KIE Logs',
    icon: '$(link-external)',
    description: 'Opens your logs at KIE in the browser.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks || view == kie.generate', group: '1_kie@3' }],
    load: async () => (await import('./pages.ts')).openLogs
  },
  'kie.getStarted': {
    title: 'Get Started',
    description: 'Opens the walkthrough.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate || view == kie.tasks', group: '9_help@2' }],
    load: async () => (await import('./getStarted.ts')).getStarted
  },
  'kie.openSettings': {
    title: 'Open Settings',
    icon: '$(settings-gear)',
    description: 'Opens the settings of KIE Studio.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate || view == kie.tasks', group: '9_help@1' }],
    load: async () => (await import('./getStarted.ts')).openSettings
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.apiBaseUrl': {
    type: 'string',
    format: 'uri',
    default: 'https://api.kie.ai',
    scope: 'application',
    order: 30,
    description:
      "URL of the KIE API, where the API key is sent. User setting only, so that a workspace can't redirect the key."
  },
  'kie.uploadBaseUrl': {
    type: 'string',
    format: 'uri',
    default: 'https://kieai.redpandaai.co',
    scope: 'application',
    order: 31,
    description: 'URL of the KIE File Upload API, where the API key is sent. User setting only.'
  },
  'kie.callBackUrl': {
    type: 'string',
    default: '',
    scope: 'application',
    order: 32,
    description:
      'URL that KIE calls when a task ends. Sent only to the few models that require one; KIE Studio tracks tasks without it. When empty, these models receive a placeholder (`callback.invalid`).'
  }
} as const satisfies SettingContributions;
