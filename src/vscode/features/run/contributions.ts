import type { CommandContributions, SettingContributions } from '../../common/contributions/contribution.ts';

export const commands = {
  'kie.run': {
    title: 'Run Request',
    description:
      'For keybindings and tasks. Takes `{ model, input, saveTo }`, runs the request and returns the result files.',
    palette: false,
    load: async () => (await import('./runCommand.ts')).runRequest
  }
} as const satisfies CommandContributions;

export const settings = {
  'kie.output.folder': {
    type: 'string',
    default: 'kie/${date}',
    scope: 'resource',
    order: 1,
    description:
      "Output folder, relative to the workspace folder or absolute. Variables: `~`, `${userHome}`, `${workspaceFolder}`, `${workspaceFolderBasename}`, `${pathSeparator}`, `${env:NAME}`, `${date}` (the day of the request). A folder outside the workspace that a workspace sets requires confirmation once. Results of commands in the explorer's context menu are saved next to the original file instead.",
    restricted: true
  },
  'kie.output.fileName': {
    type: 'string',
    default: '${prompt}-${time}',
    scope: 'resource',
    order: 2,
    description:
      'Name of a result file without its extension. Variables: `${date}`, `${time}`, `${model}`, `${prompt}` (the first words of the prompt, or the name of the first input file), `${taskId}`, `${index}`. An existing file is never overwritten: `-2`, `-3` is appended.',
    restricted: true
  },
  'kie.confirmAboveCredits': {
    type: 'number',
    minimum: 0,
    default: 100,
    scope: 'application',
    order: 20,
    description:
      'Ask before a run that costs more than this number of credits (1 credit is USD 0.005) or whose price is approximate or unknown. `0` asks before every run. Applies to every command that runs a request, also when a keybinding, task or link calls it; `kie.run` and the commands for files are then confirmed on their first use in a workspace. A batch is confirmed once, whatever it costs, and so are Approve All and Retry Failed. Runs of other extensions need confirmation only when they would exceed `kie.dailyCreditLimit`. User setting only.'
  },
  'kie.dailyCreditLimit': {
    type: 'number',
    minimum: 0,
    default: 1000,
    scope: 'application',
    order: 21,
    description:
      'Ask before a run that would exceed this number of credits per day. You can raise the limit for the current day when asked. Runs in all windows and by other extensions count, each with the credits that KIE reports or else its estimated price. A run with an unknown price counts once KIE reports its credits. `0` means no limit. User setting only.'
  }
} as const satisfies SettingContributions;
