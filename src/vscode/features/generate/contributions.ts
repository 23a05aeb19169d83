import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.newRequest': {
    title: 'New Request',
    icon: '$(add)',
    description: 'Opens the form and focuses the prompt.',
    menus: [{ menu: 'view/title', when: 'view == kie.tasks', group: 'navigation@1' }],
    load: async () => (await import('./newRequest.ts')).newRequest
  },
  'kie.resetForm': {
    title: 'Reset Form',
    icon: '$(clear-all)',
    description: 'Empties the form of the model. The view offers to undo it.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: 'navigation@1' }],
    load: async () => (await import('./resetForm.ts')).resetForm
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.form.model': {
    type: 'string',
    default: 'nano-banana-2',
    scope: 'window',
    order: 16,
    models: { first: 'text-to-image' },
    description: 'Model that the Generate view starts with before you choose one.',
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
      'Named sets of values for the Generate view, for one model (`model`) or all models. Save them in the view. Presets in workspace settings are shared with your team.',
    restricted: true
  }
} as const satisfies SettingContributions;
