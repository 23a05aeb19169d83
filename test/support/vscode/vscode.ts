import { posix } from 'node:path';

/** The part of the VS Code API that unit tests need. The host tests use the real API. */

/** Messages shown and commands run by the extension, and the user's answers. */
export const user = {
  messages: [] as { readonly text: string; readonly actions: readonly unknown[] }[],
  commands: [] as (readonly unknown[])[],
  /** The lists of quick picks that were shown. */
  lists: [] as (readonly unknown[])[],
  /** The placeholders of quick picks and input boxes that were shown. */
  placeholders: [] as (string | undefined)[],
  /** The choices in the next quick picks, undefined to cancel; without any, the first item. */
  choices: [] as unknown[],
  /** The quick picks and input boxes that were created. */
  inputs: [] as FakeQuickInput[],
  /** The options of input boxes and quick picks that were shown by a function. */
  options: [] as unknown[],
  /** Titles and messages of progress notifications. */
  progress: [] as unknown[],
  /** Texts in the status bar. */
  statusBar: [] as string[],
  /** The workspace files that a search finds. */
  found: [] as Uri[],
  answer: undefined as string | undefined,
  /** The content of the file that the user chooses; undefined when the dialog is canceled. */
  file: undefined as Uint8Array | undefined,
  /** The path of that file. */
  fileName: '/prompts.txt',
  /** Whether the disk never answers. */
  isDiskGone: false,
  /** The type of every file. */
  fileType: 1,
  /** The files that the extension wrote, by path. */
  written: new Map<string, Uint8Array>(),
  settings: new Map<string, unknown>()
};

export const l10n = {
  t: (message: string, ...args: readonly (string | number | boolean)[]): string =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole))
};

export class Uri {
  readonly scheme: string = 'file';
  readonly path: string;

  constructor(path = '') {
    this.path = path;
  }

  static file(path: string): Uri {
    return new Uri(path);
  }

  static parse(value: string): Uri {
    return new Uri(decodeURIComponent(new URL(value).pathname));
  }

  static joinPath({ path }: Uri, ...names: readonly string[]): Uri {
    return new Uri(posix.join(path, ...names));
  }

  static from({ path }: { readonly path: string }): Uri {
    return new Uri(path);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `file://${encodeURI(this.path)}`;
  }
}

export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export class MarkdownString {
  value = '';

  appendText(text: string): this {
    this.value += text;
    return this;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export const env = { language: 'en' };

const showMessage = (text: string, ...actions: readonly unknown[]): Promise<string | undefined> => {
  user.messages.push({ text, actions });
  return Promise.resolve(user.answer);
};

export const QuickPickItemKind = { Separator: -1, Default: 0 };

export const QuickInputButtons = { Back: Symbol('back') };

type Listener = (value?: unknown) => void;

/** A quick pick or an input box. A choice is the text, the selected items, Back, or true to accept what is there. */
class FakeQuickInput {
  items: readonly unknown[] = [];
  selectedItems: readonly unknown[] = [];
  value = '';
  title: string | undefined;
  placeholder = '';
  prompt: string | undefined;
  validationMessage: string | undefined;
  buttons: readonly unknown[] = [];
  #accept: Listener | undefined;
  #button: Listener | undefined;
  #hide: Listener | undefined;
  #change: Listener | undefined;
  #isOpen = true;

  constructor() {
    user.inputs.push(this);
  }

  onDidAccept(listener: Listener): void {
    this.#accept = listener;
  }
  onDidTriggerButton(listener: Listener): void {
    this.#button = listener;
  }
  onDidHide(listener: Listener): void {
    this.#hide = listener;
  }
  onDidChangeValue(listener: Listener): void {
    this.#change = listener;
  }

  /** Types a text, as the user. */
  type(value: string): void {
    this.value = value;
    this.#change?.(value);
  }

  show(): void {
    queueMicrotask(() => {
      user.placeholders.push(this.placeholder);
      if (this.items.length > 0) user.lists.push(this.items);
      const choice = user.choices.shift();
      if (choice === undefined) {
        this.#hide?.();
      } else if (choice === QuickInputButtons.Back) {
        this.#button?.(choice);
      } else {
        if (typeof choice === 'string') this.value = choice;
        if (Array.isArray(choice)) this.selectedItems = choice;
        this.#accept?.();
        queueMicrotask(() => this.#isOpen && this.show());
      }
    });
  }

  dispose(): void {
    this.#isOpen = false;
  }
}

export const ProgressLocation = { Notification: 15 };

interface ProgressOptions {
  readonly title?: string;
}

type ProgressTask = (
  progress: { report(value: { readonly message: string }): void },
  token: { onCancellationRequested(): void }
) => Promise<unknown>;

export const window = {
  createWebviewPanel: (_type: string, title: string) => ({ title }),
  setStatusBarMessage: (text: string): void => {
    user.statusBar.push(text);
  },
  showInputBox: (options: unknown): Promise<undefined> => {
    user.options.push(options);
    return Promise.resolve(undefined);
  },
  withProgress: ({ title }: ProgressOptions, task: ProgressTask): Promise<unknown> => {
    user.progress.push(title);
    const report = ({ message }: { readonly message: string }): unknown => user.progress.push(message);
    return task({ report }, { onCancellationRequested: () => undefined });
  },
  tabGroups: { activeTabGroup: { activeTab: undefined } },
  createQuickPick: () => new FakeQuickInput(),
  createInputBox: () => new FakeQuickInput(),
  showOpenDialog: () => Promise.resolve(user.file === undefined ? undefined : [new Uri(user.fileName)]),
  showInformationMessage: showMessage,
  showWarningMessage: showMessage,
  showErrorMessage: showMessage,
  showQuickPick: async (
    items: readonly unknown[] | Promise<readonly unknown[]>,
    options?: { readonly canPickMany?: boolean; readonly placeHolder?: string }
  ): Promise<unknown> => {
    const shown = await items;
    user.lists.push(shown);
    user.placeholders.push(options?.placeHolder);
    user.options.push(options);
    if (user.choices.length > 0) return user.choices.shift();
    return options?.canPickMany === true ? shown.slice(0, 1) : shown[0];
  }
};

export const commands = {
  executeCommand: (...call: readonly unknown[]): Promise<void> => {
    user.commands.push(call);
    return Promise.resolve();
  }
};

export class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type RenameListener = (event: { readonly files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[] }) => void;

export class CancellationError extends Error {}

/** Called by a test when the user renames or moves files. */
export const renameListeners = new Set<RenameListener>();

export class TabInputCustom {
  readonly uri = new Uri();
}

export class TabInputText extends TabInputCustom {}

interface Folder {
  readonly uri: Uri;
  readonly name: string;
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

export const workspace = {
  workspaceFolders: undefined as readonly Folder[] | undefined,
  findFiles: (_include: string, _exclude: string, max: number) => Promise.resolve(user.found.slice(0, max)),
  asRelativePath: ({ path }: Uri) => path.slice(1),
  fs: {
    stat: (): Promise<unknown> =>
      user.isDiskGone
        ? new Promise(() => undefined)
        : Promise.resolve({ size: user.file?.length ?? 0, type: user.fileType, mtime: 1 }),
    readFile: () => Promise.resolve(user.file ?? new Uint8Array()),
    writeFile: ({ path }: Uri, data: Uint8Array): Promise<void> => {
      user.written.set(path, data);
      return Promise.resolve();
    }
  },
  onDidRenameFiles: (listener: RenameListener) => {
    renameListeners.add(listener);
    return { dispose: () => renameListeners.delete(listener) };
  },
  getConfiguration: () => ({
    get: (id: string) => user.settings.get(id),
    inspect: () => undefined,
    update: (id: string, value: unknown): Promise<void> => {
      user.settings.set(id, value);
      return Promise.resolve();
    }
  })
};
