import * as vscode from 'vscode';
import { OPEN_CONTAINER, Views } from '../../ids.ts';
import type { Services } from '../../services.ts';

/** Shows the form and focuses its prompt. */
export async function newRequest({ form }: Pick<Services, 'form'>): Promise<void> {
  await vscode.commands.executeCommand(OPEN_CONTAINER);
  await vscode.commands.executeCommand(`${Views.generate}.focus`);
  await form.focusPrompt();
}
