import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.showPrice': {
    title: 'Show Model Price…',
    description: 'Shows the prices of a model.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '1_kie@1' }],
    load: async () => (await import('./showPrice.ts')).showPrice
  },
  'kie.models.add': {
    title: 'Add or Update Model from Documentation…',
    description: 'Reads a documentation page, shows the resulting model, and adds it when you confirm.',
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '3_models@1' }],
    load: async () => (await import('./userModels.ts')).addModel
  },
  'kie.models.check': {
    title: 'Check for Model Changes',
    description: "Reads KIE's list of models and its documentation now, and lists new, changed and removed models.",
    menus: [{ menu: 'view/title', when: 'view == kie.generate', group: '3_models@2' }],
    load: async () => (await import('./modelChanges.ts')).checkModels
  },
  'kie.models.remove': {
    title: 'Remove Added Model…',
    description: 'Removes a model that you added.',
    load: async () => (await import('./userModels.ts')).removeModel
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.catalog.sync': {
    type: 'string',
    enum: ['daily', 'manual', 'off'],
    enumDescriptions: [
      'At most once a day, when you use the form or a list of models.',
      'Only with the command KIE: Check for Model Changes.',
      'Never. Only the models of this version of KIE Studio and those that you added are available.'
    ],
    default: 'daily',
    scope: 'application',
    order: 40,
    description:
      "When to read KIE's list of models, so that new ones can be used without an update. Needs the API key and costs nothing."
  },
  'kie.catalog.health': {
    type: 'boolean',
    default: true,
    scope: 'application',
    order: 41,
    description:
      'Ask KIE how many runs of the model in the form succeed, at most once in 10 minutes, and warn when many fail. Costs nothing.'
  }
} as const satisfies SettingContributions;
