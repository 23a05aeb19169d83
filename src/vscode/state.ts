import type * as vscode from 'vscode';
import type { Carried, Draft } from '../shared/form.ts';
import { isBoolean, isNumber, isObject, isString, listOf, object, recordOf } from '../shared/guards.ts';
import type { Guard } from '../shared/guards.ts';

/** A value that VS Code stores. */
export interface Cell<T> {
  get(): T;
  set(value: T): Thenable<void>;
}

/** Values that VS Code stores by name. */
interface CellGroup<T> {
  get(name: string): T | undefined;
  /** Undefined removes the value. */
  set(name: string, value: T | undefined): Thenable<void>;
  all(): readonly T[];
}

/** The two stores of an extension context. */
interface Mementos {
  /** For all workspaces of this computer. */
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
}

/** Everything that is stored in VS Code's mementos. Keys are stored data: never rename one. */
export type State = ReturnType<typeof createState>;

const isIds = listOf(isString);
const isCarried = object({ values: isObject, before: isObject });

/** The cells over the stores of an extension context. */
export function createState({ globalState, workspaceState }: Mementos) {
  return {
    /** Model IDs, last used first. */
    recentModels: cell(globalState, 'kie.models.recent', isIds, []),
    favoriteModels: cell(globalState, 'kie.models.favourites', isIds, []),
    showLegacyModels: cell(globalState, 'kie.models.showFormer', isBoolean, false),
    /** The last model ID by category. */
    lastModels: cell(globalState, 'kie.models.last', recordOf(isString), {}),
    /** When a model was first seen, in milliseconds since 1970; undefined before the first time. */
    modelsFirstSeen: maybe(globalState, 'kie.models.firstSeen', recordOf(isNumber)),
    /** The price list in the format that `readLivePrices` accepts. */
    priceList: maybe(globalState, 'kie.prices.list', isObject),
    /** When the price list was last requested, in milliseconds since 1970. */
    priceListAskedAt: cell(globalState, 'kie.prices.askedAt', isNumber, 0),

    /** The user's approvals in this workspace: folders, models of workspace settings, `kie.run`. */
    approvals: cell(workspaceState, 'kie.approvals', isIds, []),
    /** The URI of the folder that the user selected for results. */
    outputFolder: maybe(workspaceState, 'kie.output.chosen', isString),
    formModel: maybe(workspaceState, 'kie.form.model', isString),
    formEdition: cell(workspaceState, 'kie.form.edition', isNumber, 0),
    formTyped: cell(workspaceState, 'kie.form.typed', isNumber, 0),
    /** The last prompt, of any model. */
    formPrompt: cell(workspaceState, 'kie.form.prompt', isString, ''),
    /** The values that the last change to a model carried over, by model ID. */
    formCarried: cellGroup<Carried>(workspaceState, 'kie.form.carried.', isCarried),
    /** The draft of each model, by model ID. */
    formDrafts: cellGroup<Draft>(workspaceState, 'kie.form.draft.', isObject)
  };
}

/** Adds a model to the recently used models. */
export function rememberModel({ recentModels }: Pick<State, 'recentModels'>, id: string): Thenable<void> {
  return recentModels.set([id, ...recentModels.get().filter(other => other !== id)].slice(0, MAX_RECENT));
}

const MAX_RECENT = 12;

/** A stored value that fails its guard counts as absent. */
function maybe<T>(memento: vscode.Memento, key: string, guard: Guard<T>): Cell<T | undefined> {
  return {
    get: () => {
      const stored = memento.get<unknown>(key);
      return guard(stored) ? stored : undefined;
    },
    set: value => memento.update(key, value)
  };
}

function cell<T>(memento: vscode.Memento, key: string, guard: Guard<T>, fallback: T): Cell<T> {
  const stored = maybe(memento, key, guard);
  return { get: () => stored.get() ?? fallback, set: value => stored.set(value) };
}

function cellGroup<T>(memento: vscode.Memento, prefix: string, guard: Guard<T>): CellGroup<T> {
  const at = (key: string): Cell<T | undefined> => maybe(memento, key, guard);
  return {
    get: name => at(prefix + name).get(),
    set: (name, value) => at(prefix + name).set(value),
    all: () =>
      memento
        .keys()
        .filter(key => key.startsWith(prefix))
        .flatMap(key => at(key).get() ?? [])
  };
}
