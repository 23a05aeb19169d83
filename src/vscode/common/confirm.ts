import * as vscode from 'vscode';

/** Questions to the person that stop everything else. Injected, because modal dialogs cannot be shown in a test host. */
export interface Ask {
  /** True when the person pressed `action`. */
  confirm(question: string, detail: string, action: string): Promise<boolean>;
}

export const modalAsk: Ask = {
  async confirm(question, detail, action) {
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
  }
};
