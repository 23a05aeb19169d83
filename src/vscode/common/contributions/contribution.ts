/**
 * The tables in which a feature declares its contributions to VS Code. `npm run contributes` generates the manifest and
 * the reference documentation from them. `registerCommands` registers the implementations that they load.
 */
import type { MediaKind, Output } from '../../../shared/model.ts';

interface MenuItem {
  /** A menu of VS Code (`view/title`) or a submenu of this extension. */
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
  /**
   * False when the command needs a target, otherwise the condition for the Command Palette. Default: always visible.
   */
  readonly palette?: false | string;
  readonly menus?: readonly MenuItem[];
  readonly keybindings?: readonly Keybinding[];
  /**
   * Loads the implementation, a `Handler`, when the command first runs. The parameter is `never` because the tables
   * must not import the services, which read settings and so import the tables. `registerCommands` checks the type.
   */
  readonly load: () => Promise<(services: never, ...args: unknown[]) => unknown>;
}

/** Commands by ID. */
export type CommandContributions = Readonly<Record<`kie.${string}`, CommandContribution>>;

/** The models that the Settings editor lists for a setting. Any other valid ID works too. */
export interface ListedModels {
  /** Models that take files of this kind. By default, all models except utilities. */
  readonly files?: MediaKind;
  readonly output?: Output;
  /** Only models that need nothing besides the file. */
  readonly onlyFile?: true;
  /** The task whose models come first. */
  readonly first?: string;
}

/** A setting in terms of the manifest's JSON schema. Texts are Markdown. */
export interface SettingContribution {
  readonly type: 'string' | 'number' | 'boolean' | 'array';
  readonly default: unknown;
  /** The scope of the setting. Only the user can set an `application` setting. */
  readonly scope: 'application' | 'window' | 'resource';
  /** The position in the Settings editor. */
  readonly order: number;
  readonly description: string;
  readonly enum?: readonly string[];
  /** Generates `enum` from the catalog. */
  readonly models?: ListedModels;
  readonly enumDescriptions?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly items?: object;
  /** Ignored in an untrusted workspace. */
  readonly restricted?: true;
}

/** Settings by ID. */
export type SettingContributions = Readonly<Record<`kie.${string}`, SettingContribution>>;
