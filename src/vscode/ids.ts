/** Ids of VS Code and of ours that are no commands or settings; those are declared by the features. */

/** Second argument of `kie.task.runAgain`: ask about the price also below the limit. */
export const ASK_FIRST = 'ask-first';

export const Views = { generate: 'kie.generate', tasks: 'kie.tasks' } as const;

/** The view container as the workbench's command names it. */
export const OPEN_CONTAINER = 'workbench.view.extension.kie';

/** The walkthrough as the workbench's command names it: extension, then walkthrough. */
export const WALKTHROUGH = 'kie-studio.kie-studio#kie.getStarted';

/** Neither is set before the first look for a key. */
export const ContextKeys = { keyMissing: 'kie.keyMissing', keySet: 'kie.keySet' } as const;

/** Pages of KIE. Source: docs.kie.ai, "Getting Started with KIE API". */
export const Pages = {
  key: 'https://kie.ai/api-key',
  pricing: 'https://kie.ai/pricing',
  logs: 'https://kie.ai/logs'
} as const;
