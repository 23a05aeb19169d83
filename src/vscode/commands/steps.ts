import * as vscode from 'vscode';

/** The person went one step back. */
export const BACK = Symbol('back');

export interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One line of several, with a step count and a back button. Undefined when the person left. */
export function pickOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: Step & { readonly placeholder: string }
): Promise<T | typeof BACK | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  pick.items = items;
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return show(pick, options, () => pick.selectedItems[0]);
}

/** A line of text. Undefined when the person left. */
export function askText(
  options: Step & {
    readonly value: string;
    readonly placeholder: string;
    readonly validate: (value: string) => string | undefined;
  }
): Promise<string | typeof BACK | undefined> {
  const box = vscode.window.createInputBox();
  box.value = options.value;
  box.placeholder = options.placeholder;
  box.prompt = options.placeholder;
  const check = (): boolean => {
    box.validationMessage = options.validate(box.value);
    return box.validationMessage === undefined;
  };
  box.onDidChangeValue(check);
  return show(box, options, () => (check() ? box.value : undefined));
}

async function show<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  step: Step,
  value: () => T | undefined
): Promise<T | typeof BACK | undefined> {
  input.title = step.title;
  input.step = step.step;
  input.totalSteps = step.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = step.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise(resolve => {
      input.onDidAccept(() => {
        const accepted = value();
        if (accepted !== undefined) resolve(accepted);
      });
      input.onDidTriggerButton(button => {
        if (button === vscode.QuickInputButtons.Back) resolve(BACK);
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
