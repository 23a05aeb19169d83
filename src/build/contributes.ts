/**
 * Generates the manifest's contributions, its English texts and the reference documents from the tables of the features.
 * `npm run contributes` writes them; a test fails when they are stale.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { CommandContribution, SettingContribution } from '../vscode/common/contributions/contribution.ts';
import { ManifestText } from '../vscode/common/contributions/manifestText.ts';
import { commands, settings } from '../vscode/contributions.ts';
import * as manifest from '../vscode/manifest.ts';
import { walkthroughs } from '../vscode/walkthrough.ts';
import type { ModelEntry } from '../shared/model.ts';
import { modelChoices, readCatalog } from './modelChoices.ts';
import { inManifestOrder } from './manifestOrder.ts';
import { commandsPage, settingsPage } from './referencePages.ts';

const CATEGORY = 'KIE';

type Json = Record<string, unknown>;

const commandEntries: readonly (readonly [string, CommandContribution])[] = Object.entries(commands);
const settingEntries = (Object.entries(settings) as [string, SettingContribution][]).sort(
  ([, a], [, b]) => a.order - b.order
);

/**
 * The generated files by their path in the repository. `packageJson` is the manifest to bring up to date; `models` is the
 * catalog, which the model settings list.
 */
export function generated(packageJson: string, models: readonly ModelEntry[]): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  /** Replaces texts by references to package.nls.json. */
  const localize = (value: unknown): unknown => {
    if (value instanceof ManifestText) {
      texts[value.key] = value.text;
      return `%${value.key}%`;
    }
    if (Array.isArray(value)) return value.map(localize);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, localize(inner)]));
  };
  localize(manifest.otherTexts);
  const contributes = localize({
    commands: commandEntries.map(([command, { title, icon }]) => ({
      command,
      title: new ManifestText(`command.${command}`, title),
      category: CATEGORY,
      ...(icon === undefined ? {} : { icon })
    })),
    submenus: manifest.submenus,
    menus: menus(),
    keybindings: commandEntries.flatMap(([command, { keybindings = [] }]) =>
      keybindings.map(keybinding => ({ command, ...keybinding }))
    ),
    viewsContainers: manifest.viewsContainers,
    views: manifest.views,
    viewsWelcome: manifest.viewsWelcome,
    walkthroughs,
    configuration: {
      title: 'KIE Studio',
      properties: Object.fromEntries(settingEntries.map(([id, setting]) => [id, settingSchema(id, setting, models)]))
    }
  });
  const whole = JSON.parse(packageJson) as Json & {
    capabilities: { untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
  };
  whole['contributes'] = contributes;
  whole.capabilities.untrustedWorkspaces.restrictedConfigurations = settingEntries
    .filter(([, { restricted }]) => restricted === true)
    .map(([id]) => id);
  return {
    'package.json': json(inManifestOrder(whole)),
    'package.nls.json': json(texts),
    'docs/commands.md': commandsPage(CATEGORY, commandEntries),
    'docs/settings.md': settingsPage(settingEntries)
  };
}

/** Menus by name, the submenus first, then each command where its feature puts it. */
function menus(): Json {
  const result: Record<string, Json[]> = {};
  const add = (menu: string, item: Json): void => {
    (result[menu] ??= []).push(item);
  };
  for (const [command, { palette }] of commandEntries) {
    if (palette !== undefined) add('commandPalette', { command, when: palette === false ? 'false' : palette });
  }
  for (const { menu, ...item } of manifest.submenuItems) add(menu, item);
  for (const [command, { menus: items = [] }] of commandEntries) {
    for (const { menu, ...item } of items) add(menu, { command, ...item });
  }
  return result;
}

/** VS Code warns about other values in settings.json; they work nevertheless. */
const OTHER_MODEL = new ManifestText(
  'setting.otherModel',
  'Not in the list of models. The ID of a model that you added from its documentation works, too.'
);

function settingSchema(id: string, setting: SettingContribution, models: readonly ModelEntry[]): Json {
  const { description, enumDescriptions, models: listed, ...rest } = setting;
  const schema = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'restricted'));
  return {
    ...schema,
    ...(listed === undefined ? {} : { ...modelChoices(models, listed), errorMessage: OTHER_MODEL }),
    markdownDescription: new ManifestText(`setting.${id}`, description),
    ...(enumDescriptions === undefined
      ? {}
      : {
          markdownEnumDescriptions: enumDescriptions.map(
            (text, index) => new ManifestText(`setting.${id}.${setting.enum?.[index] ?? index}`, text)
          )
        })
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

if (import.meta.main) {
  const root = path.join(import.meta.dirname, '../..');
  const packageJson = await fs.readFile(path.join(root, 'package.json'), 'utf8');
  const models = readCatalog(path.join(root, 'src/core/models/catalog'));
  for (const [file, content] of Object.entries(generated(packageJson, models))) {
    await fs.mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await fs.writeFile(path.join(root, file), content);
  }
}
