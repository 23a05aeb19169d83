import * as vscode from 'vscode';
import { OPEN_CONTAINER, Views } from '../../ids.ts';
import type { Services } from '../../services.ts';

/** Shows the form and empties it. */
export async function resetForm({ form }: Pick<Services, 'form'>): Promise<void> {
  await vscode.commands.executeCommand(OPEN_CONTAINER);
  await vscode.commands.executeCommand(`${Views.generate}.focus`);
  await form.reset();
}
