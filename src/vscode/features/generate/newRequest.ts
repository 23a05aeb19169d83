import * as vscode from 'vscode';
import { OPEN_CONTAINER, Views } from '../../ids.ts';

export async function newRequest(): Promise<void> {
  await vscode.commands.executeCommand(OPEN_CONTAINER);
  await vscode.commands.executeCommand(`${Views.generate}.focus`);
}
