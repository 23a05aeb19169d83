/**
 * The tables in which a feature declares what it contributes to VS Code. `npm run contributes` generates the manifest
 * and the reference documents from them; `registerCommands` registers what they load.
 */

interface MenuItem {
  /** A menu of VS Code (`view/title`) or a submenu of ours. */
  readonly menu: string;
  readonly when?: string;
  readonly group?: string;
}

interface Keybinding {
  readonly key: string;
  readonly mac?: string;
  readonly when?: string;
}

export interface CommandContribution {
  readonly title: string;
  readonly icon?: string;
  /** A sentence for docs/commands.md. */
  readonly description: string;
  /** False when the command needs a target; else the condition for the palette, always by default. */
  readonly palette?: false | string;
  readonly menus?: readonly MenuItem[];
  readonly keybindings?: readonly Keybinding[];
  /**
   * Loads the implementation, a `Handler`, when the command first runs. `never`: the tables must not import the services,
   * which read settings and so import the tables; `registerCommands` checks the parameter.
   */
  readonly load: () => Promise<(services: never, ...args: unknown[]) => unknown>;
}

/** Commands by id. */
export type CommandContributions = Readonly<Record<`kie.${string}`, CommandContribution>>;

/** A setting in the words of the manifest's JSON schema; texts are Markdown. */
export interface SettingContribution {
  readonly type: 'string' | 'number' | 'boolean' | 'array';
  readonly default: unknown;
  /** Where it may be set: `application` settings are the user's alone. */
  readonly scope: 'application' | 'window' | 'resource';
  /** Its place in the settings editor. */
  readonly order: number;
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly items?: object;
  /** Ignored in an untrusted workspace. */
  readonly restricted?: true;
}

/** Settings by id. */
export type SettingContributions = Readonly<Record<`kie.${string}`, SettingContribution>>;
