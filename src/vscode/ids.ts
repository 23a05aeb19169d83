/** IDs of VS Code and of this extension other than commands and settings, which the features declare. */

/** Second argument of `kie.task.runAgain`: confirm the price even below the limit. */
export const ASK_FIRST = 'ask-first';

export const Views = { generate: 'kie.generate', tasks: 'kie.tasks' } as const;

/** The view container, as named by the command of VS Code. */
export const OPEN_CONTAINER = 'workbench.view.extension.kie';

/** The walkthrough, as named by the command of VS Code: extension, then walkthrough. */
export const WALKTHROUGH = 'kie-studio.kie-studio#kie.getStarted';

/** `keyMissing` and `keySet` are not set before the first lookup of the API key. */
export const ContextKeys = {
  keyMissing: 'kie.keyMissing',
  keySet: 'kie.keySet',
  tasksFiltered: 'kie.tasksFiltered'
} as const;
