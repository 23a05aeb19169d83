import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.run': {
    title: 'Run Request',
    description: 'For keybindings and tasks: takes `{ model, input, saveTo }`, runs it and resolves to the files.',
    palette: false,
    load: async () => (await import('./runCommand.ts')).runRequest
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.output.folder': {
    type: 'string',
    default: 'kie',
    scope: 'resource',
    order: 1,
    description:
      'Where results go: a path in the workspace folder, or an absolute path. `~`, `${userHome}`, `${workspaceFolder}`, `${workspaceFolderBasename}`, `${pathSeparator}` and `${env:NAME}` are replaced. A folder outside of the workspace that only the workspace names is confirmed once. Results of a right click on a file stand beside that file instead.',
    restricted: true
  },
  'kie.output.fileName': {
    type: 'string',
    default: '${date}-${time}-${model}-${prompt}',
    scope: 'resource',
    order: 2,
    description:
      'Name of a result file without its extension. Known words: `${date}`, `${time}`, `${model}`, `${prompt}` (the first words of the prompt), `${taskId}`, `${index}`. An existing file is never overwritten: `-2`, `-3` is added.',
    restricted: true
  },
  'kie.confirmAboveCredits': {
    type: 'number',
    minimum: 0,
    default: 100,
    scope: 'application',
    order: 20,
    description:
      'Ask before a run that costs more credits than this, or whose price is not known. 1 credit is USD 0.005. With `0` every run is asked about. Before a batch of files one question is always asked. The command `kie.run` of keybindings, tasks and links asks too, and always on its first use in a workspace. Runs that another extension starts through the extension API are not asked about. Only user settings count.'
  },
  'kie.dailyCreditLimit': {
    type: 'number',
    minimum: 0,
    default: 1000,
    scope: 'application',
    order: 20,
    description:
      'Ask before a run that would take the credits of the day past this limit; the question can raise it for today. Runs of all windows and of programs count, each with the credits that KIE reports, else with its expected price. A run of unknown price is asked about too, and counts once KIE reports its credits. `0` means no limit. Only user settings count.'
  }
} as const satisfies SettingContributions;
