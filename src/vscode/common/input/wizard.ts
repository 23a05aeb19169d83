import * as vscode from 'vscode';
import type { PickItem } from '../quickInput.ts';
import { createInput, createPick } from '../quickInput.ts';

/** Result of a step when the user clicked Back. */
export const BACK = Symbol('back');

/** The answer of a step; undefined when the user canceled. */
export type StepResult<T> = Promise<T | typeof BACK | undefined>;

/** Place of a question in its wizard, shown in the title bar. */
export interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** Whether to show a back button. Default: on every step but the first. */
  readonly back?: boolean;
}

interface PickOptions<T> extends Partial<Step> {
  readonly placeholder: string;
  readonly active?: T;
  /** Returns additional items for the typed text, to append to the list. */
  readonly similar?: (value: string) => readonly T[];
}

/**
 * Asks for one of several items, as a wizard step with a step count and a back button. Undefined when the user
 * canceled.
 */
export function pickOne<T extends PickItem>(items: readonly T[], options: PickOptions<T>): StepResult<T> {
  const { active, similar } = options;
  const pick = createPick<T>();
  pick.items = items;
  if (active !== undefined) pick.activeItems = [active];
  if (similar !== undefined) {
    pick.onDidChangeValue(value => {
      const more = similar(value);
      // Existing items keep their index: VS Code reports a choice by index, and the user may already have chosen.
      if (more.length > 0 || pick.items.length > items.length) pick.items = [...items, ...more];
    });
  }
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return show(pick, options, () => pick.selectedItems[0]);
}

/**
 * Asks for at least one of several items, as a wizard step. Undefined when the user canceled. Accepting none keeps the
 * list open, with another placeholder.
 */
export function pickSome<T extends PickItem>(
  items: readonly T[],
  options: Step & { readonly placeholder: string; readonly placeholderForNone: string; readonly selected: readonly T[] }
): StepResult<readonly T[]> {
  const pick = createPick<T>();
  pick.canSelectMany = true;
  pick.items = items;
  pick.selectedItems = options.selected;
  pick.placeholder = options.placeholder;
  return show(pick, options, () => {
    if (pick.selectedItems.length > 0) return pick.selectedItems;
    pick.placeholder = options.placeholderForNone;
    return undefined;
  });
}

/** Asks for a line of text. Undefined when the user canceled. */
export function askText(
  options: Step & {
    readonly value: string;
    readonly placeholder: string;
    readonly validate: (value: string) => string | undefined;
  }
): StepResult<string> {
  const box = createInput();
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

/** Adds the answer to one question to those given before. */
export type Question<T> = (given: T, step: Step) => StepResult<T>;

/**
 * Asks a fixed list of questions. Back returns to the previous one with its answer. Undefined when the user canceled.
 * `given`: the answers to begin with.
 */
export async function askInSteps<T>(
  title: string,
  given: T,
  questions: readonly Question<T>[]
): Promise<T | undefined> {
  let answers = given;
  for (let at = 0; at < questions.length;) {
    const next = await questions[at]?.(answers, { title, step: at + 1, totalSteps: questions.length });
    if (next === undefined) return undefined;
    if (next === BACK) at -= 1;
    else {
      answers = next;
      at += 1;
    }
  }
  return answers;
}

async function show<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  step: Partial<Step>,
  value: () => T | undefined
): StepResult<T> {
  input.title = step.title;
  input.step = step.step;
  input.totalSteps = step.totalSteps;
  // A wizard keeps its input on focus loss. A single list closes like any other.
  input.ignoreFocusOut = step.step !== undefined;
  input.buttons = (step.back ?? (step.step ?? 1) > 1) ? [vscode.QuickInputButtons.Back] : [];
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
