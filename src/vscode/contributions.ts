/** The commands and settings of all features. A feature declares its own in its `contributions.ts`. */
import * as account from './features/account/contributions.ts';
import * as catalog from './features/catalog/contributions.ts';
import * as diagnostics from './features/diagnostics/contributions.ts';
import * as explorer from './features/explorer/contributions.ts';
import * as generate from './features/generate/contributions.ts';
import * as palette from './features/palette/contributions.ts';
import * as result from './features/result/contributions.ts';
import * as run from './features/run/contributions.ts';
import * as tasks from './features/tasks/contributions.ts';

/** In the order of docs/commands.md. */
export const commands = {
  ...account.commands,
  ...generate.commands,
  ...palette.commands,
  ...explorer.commands,
  ...run.commands,
  ...tasks.commands,
  ...result.commands,
  ...catalog.commands,
  ...diagnostics.commands
};

export const settings = {
  ...run.settings,
  ...explorer.settings,
  ...generate.settings,
  ...tasks.settings,
  ...result.settings,
  ...catalog.settings,
  ...account.settings
};

export type CommandId = keyof typeof commands;
export type SettingId = keyof typeof settings;
