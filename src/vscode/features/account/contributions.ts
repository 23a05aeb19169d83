import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.setApiKey': {
    title: 'Set API Key',
    description: 'Asks for the API key, checks it against the balance and stores it.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '2_key@1' }],
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
    description: 'Reads the balance.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '1_kie@1' }],
    load: async () => (await import('../tasks/commands/status.ts')).refreshCredits
  },
  'kie.showStatus': {
    title: 'Show Credits and Running Tasks',
    description: 'Shows the balance and the running tasks, as a click on the status bar item does.',
    load: async () => (await import('../tasks/commands/status.ts')).showStatus
  },
  'kie.openPricing': {
    title: 'Open Pricing Page',
    icon: '$(link-external)',
    description: 'Opens the pricing page of KIE in the browser.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '1_kie@2' }],
    load: async () => (await import('./pages.ts')).openPricing
  },
  'kie.openLogs': {
    title: 'Open Usage Logs Page',
    icon: '$(link-external)',
    description: 'Opens the usage logs of KIE in the browser.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks || view == kie.generate', group: '1_kie@3' }],
    load: async () => (await import('./pages.ts')).openLogs
  },
  'kie.getStarted': {
    title: 'Get Started',
    description: 'Opens the walkthrough.',
    load: async () => (await import('./getStarted.ts')).getStarted
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
      'Address of the KIE API. The API key is sent there. Only user settings count, so that no workspace can redirect the key.'
  },
  'kie.uploadBaseUrl': {
    type: 'string',
    format: 'uri',
    default: 'https://kieai.redpandaai.co',
    scope: 'application',
    order: 31,
    description: 'Address of the KIE File Upload API. The API key is sent there. Only user settings count.'
  },
  'kie.callBackUrl': {
    type: 'string',
    default: '',
    scope: 'application',
    order: 32,
    description:
      'Address that KIE calls when a task ends. It is sent only with the few models whose documentation requires one; tasks are followed without it. When it is empty, those models get an address that leads nowhere (`callback.invalid`).'
  }
} as const satisfies SettingContributions;
