import * as vscode from 'vscode';
import { foreignText } from '../../shared/foreignText.ts';

/** Fits the summary of a model. In code points. */
const MAX_DETAIL = 1_000;
/** The text properties of an input box or a quick pick. The user's input (`value`) is never changed. */
const TEXTS: readonly (string | symbol)[] = ['title', 'prompt', 'placeholder', 'placeHolder', 'validationMessage'];

/** An item of a quick pick. Icons in its texts are no icons, because {@link foreignText} makes them plain text. */
export interface PickItem extends vscode.QuickPickItem {
  /** The name of an icon to show before the label. */
  readonly icon?: string;
}

interface InputOptions extends Omit<vscode.InputBoxOptions, 'validateInput'> {
  /** Returns the problem of a value, or undefined when it is valid. */
  readonly validateInput?: (value: string) => string | undefined;
}

/** Same as `vscode.window.showInputBox`, with all texts treated as data. */
export function showInput({ validateInput, ...options }: InputOptions): Thenable<string | undefined> {
  const validate = (value: string): string | undefined => safe(validateInput?.(value));
  return vscode.window.showInputBox({ ...withTexts(options), validateInput: validate });
}

/** Same as `vscode.window.showQuickPick`, with all texts treated as data. Resolves to the original item. */
export async function showPick<T extends PickItem>(
  items: readonly T[] | Promise<readonly T[]>,
  options: vscode.QuickPickOptions & { readonly canPickMany?: false } = {}
): Promise<T | undefined> {
  const lines = new Lines<T>();
  const shown = Array.isArray(items) ? lines.show(items as readonly T[]) : lines.showLater(items);
  const chosen = await vscode.window.showQuickPick(shown, withTexts(options));
  return chosen === undefined ? undefined : lines.original(chosen);
}

/** Same as {@link showPick}, for multiple items. */
export async function showPicks<T extends PickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions = {}
): Promise<readonly T[] | undefined> {
  const lines = new Lines<T>();
  const chosen = await vscode.window.showQuickPick(lines.show(items), { ...withTexts(options), canPickMany: true });
  return chosen?.map(item => lines.original(item));
}

/** Same as `vscode.window.createInputBox`, with texts converted to data on assignment. */
export const createInput = (): vscode.InputBox =>
  intercepted(vscode.window.createInputBox(), (property, value) => (TEXTS.includes(property) ? safe(value) : value));

/**
 * Same as `vscode.window.createQuickPick`, with texts converted to data on assignment. Selections are the original
 * items.
 */
export function createPick<T extends PickItem>(): vscode.QuickPick<T> {
  const lines = new Lines<T>();
  const set = (property: string | symbol, value: unknown): unknown => {
    if (property === 'items') return lines.show(value as readonly T[]);
    if (property === 'activeItems' || property === 'selectedItems') return lines.shown(value as readonly T[]);
    return TEXTS.includes(property) ? safe(value) : value;
  };
  const get = (property: string | symbol, value: unknown): unknown => {
    if (property === 'items' || property === 'activeItems' || property === 'selectedItems')
      return (value as readonly T[]).map(item => lines.original(item));
    if (property !== 'onDidTriggerItemButton') return value;
    const event = value as vscode.QuickPick<T>['onDidTriggerItemButton'];
    return (listener: (event: vscode.QuickPickItemButtonEvent<T>) => unknown) =>
      event(({ button, item }) => listener({ button, item: lines.original(item) }));
  };
  return intercepted(vscode.window.createQuickPick<T>(), set, get);
}

/** Maps items to the displayed objects and back. */
class Lines<T extends PickItem> {
  readonly #originals = new Map<T, T>();
  readonly #shown = new Map<T, T>();

  /** Returns the same object for the same item, so that VS Code keeps its position. */
  show(items: readonly T[]): readonly T[] {
    return items.map(item => {
      const known = this.#shown.get(item);
      if (known !== undefined) return known;
      const line = safeItem(item);
      this.#originals.set(line, item);
      this.#shown.set(item, line);
      return line;
    });
  }

  async showLater(items: readonly T[] | Promise<readonly T[]>): Promise<readonly T[]> {
    return this.show(await items);
  }

  shown = (items: readonly T[]): readonly T[] => items.map(item => this.#shown.get(item) ?? item);
  original = (line: T): T => this.#originals.get(line) ?? line;
}

function safeItem<T extends PickItem>(item: T): T {
  const icon = item.icon === undefined ? '' : `$(${item.icon}) `;
  return {
    ...item,
    label: icon + foreignText(item.label),
    ...(item.description === undefined ? {} : { description: foreignText(item.description) }),
    ...(item.detail === undefined ? {} : { detail: foreignText(item.detail, MAX_DETAIL) })
  };
}

const safe = <T>(value: T): T | string => (typeof value === 'string' ? foreignText(value, MAX_DETAIL) : value);

function withTexts<T extends object>(options: T): T {
  const texts = Object.entries(options).map(([name, value]: [string, unknown]): [string, unknown] => [
    name,
    TEXTS.includes(name) ? safe(value) : value
  ]);
  return Object.fromEntries(texts) as T;
}

type Convert = (property: string | symbol, value: unknown) => unknown;

/** Wraps an object and converts values on read and write. Methods run on the object itself. */
function intercepted<T extends object>(target: T, set: Convert, get: Convert = (_, value) => value): T {
  return new Proxy(target, {
    set: (object, property, value) => Reflect.set(object, property, set(property, value)),
    get: (object, property) => {
      const value: unknown = Reflect.get(object, property);
      const out = get(property, value);
      return typeof out === 'function' && out === value ? (out.bind(object) as unknown) : out;
    }
  });
}
