// User actions in the host tests: answering dialogs, selecting from lists, reading notifications.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate } from './support.ts';

export interface Question {
  readonly question: string;
  readonly detail: string;
}

/**
 * Answers the credit confirmations while `action` runs, after `first` is done; resolves to the dialogs that were shown.
 */
export async function answerConfirmations(
  yes: boolean,
  action: () => Promise<unknown>,
  first?: () => PromiseLike<unknown>
): Promise<readonly Question[]> {
  const { ask } = (await activate()).testing;
  const { confirm } = ask;
  const questions: Question[] = [];
  ask.confirm = async (question, detail) => {
    questions.push({ question, detail });
    await first?.();
    return yes;
  };
  try {
    await action();
  } finally {
    ask.confirm = confirm;
  }
  return questions;
}

/**
 * Collects the notifications shown while `action` runs, with their buttons in brackets; no button is pressed. Waits for
 * `atLeast` notifications, because the end of a batch is reported just after its last task.
 */
export async function notificationsOf(action: () => PromiseLike<unknown>, atLeast = 0): Promise<readonly string[]> {
  const messages: string[] = [];
  const enough = Promise.withResolvers<undefined>();
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const note = (message: string, ...more: readonly unknown[]): Promise<undefined> => {
    const buttons = more.filter(each => typeof each === 'string').map(each => `[${each}]`);
    messages.push([message, ...buttons].join(' '));
    if (messages.length >= atLeast) enough.resolve(undefined);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showErrorMessage: note, showInformationMessage: note, showWarningMessage: note });
  try {
    await action();
    if (messages.length < atLeast) await enough.promise;
  } finally {
    Object.assign(vscode.window, { showErrorMessage, showInformationMessage, showWarningMessage });
  }
  return messages;
}

export interface ShownList {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly vscode.QuickPickItem[];
}

/**
 * Answers the lists that open while `action` runs, in order: by (the beginning of) the label, with a leading `button:`
 * by the item's button; undefined cancels. Resolves to the offered items.
 */
export async function answerQuickPicks(
  answers: readonly (string | undefined)[],
  action: () => PromiseLike<unknown>
): Promise<readonly ShownList[]> {
  const lists: ShownList[] = [];
  const { createQuickPick, showQuickPick } = vscode.window;
  const find = (list: ShownList): readonly [vscode.QuickPickItem | undefined, boolean] => {
    const answer = answers[lists.push(list) - 1];
    const byButton = answer?.startsWith('button:') ?? false;
    const label = answer?.replace('button:', '');
    const item = list.items.find(
      ({ label: shown, kind }) =>
        label !== undefined &&
        kind !== vscode.QuickPickItemKind.Separator &&
        shown.replace(/^\$\([^)]*\) /, '').startsWith(label)
    );
    assert.equal(
      item === undefined,
      answer === undefined,
      `${answer} among ${list.items.map(each => each.label).join()}`
    );
    return [item, byButton];
  };
  const show = async (
    items: PromiseLike<readonly vscode.QuickPickItem[]> | readonly vscode.QuickPickItem[],
    options: vscode.QuickPickOptions = {}
  ): Promise<vscode.QuickPickItem | readonly vscode.QuickPickItem[] | undefined> => {
    const [item] = find({ title: options.title ?? '', placeholder: options.placeHolder ?? '', items: await items });
    return options.canPickMany === true && item !== undefined ? [item] : item;
  };
  const create = (): unknown => {
    const accept = new vscode.EventEmitter<void>();
    const hide = new vscode.EventEmitter<void>();
    const button = new vscode.EventEmitter<{ readonly item: vscode.QuickPickItem }>();
    const pick = {
      title: '',
      placeholder: '',
      items: [] as readonly vscode.QuickPickItem[],
      selectedItems: [] as readonly vscode.QuickPickItem[],
      onDidAccept: accept.event,
      onDidHide: hide.event,
      onDidTriggerItemButton: button.event,
      onDidTriggerButton: button.event,
      onDidChangeValue: accept.event,
      dispose: () => undefined,
      show: () => {
        const [item, byButton] = find({ title: pick.title, placeholder: pick.placeholder, items: pick.items });
        if (item === undefined) hide.fire();
        else if (byButton) button.fire({ item });
        else {
          pick.selectedItems = [item];
          accept.fire();
        }
      }
    };
    return pick;
  };
  Object.assign(vscode.window, { createQuickPick: create, showQuickPick: show });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { createQuickPick, showQuickPick });
  }
  return lists;
}
