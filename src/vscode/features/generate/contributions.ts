import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.newRequest': {
    title: 'New Request',
    icon: '$(add)',
    description: 'Opens the form.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: 'navigation@1' }],
    load: async () => (await import('./newRequest.ts')).newRequest
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.form.model': {
    type: 'string',
    default: 'nano-banana-2',
    scope: 'window',
    order: 16,
    description:
      'ID of the model that the Generate view begins with where none was used before. **KIE: Show Price of Model…** lists all IDs.',
    restricted: true
  },
  'kie.presets': {
    type: 'array',
    default: [],
    scope: 'window',
    order: 17,
    items: {
      type: 'object',
      required: ['name', 'values'],
      additionalProperties: false,
      properties: { name: { type: 'string' }, model: { type: 'string' }, values: { type: 'object' } }
    },
    description:
      'Values of the Generate view under a name: for one model (`model`) or for all. Saved from the view; in the workspace settings a team shares them.',
    restricted: true
  }
} as const satisfies SettingContributions;
