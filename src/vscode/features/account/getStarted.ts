import * as vscode from 'vscode';
import { WALKTHROUGH } from '../../ids.ts';
import type { Services } from '../../services.ts';

export const getStarted = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH);

export const openSettings = ({ context }: Pick<Services, 'context'>): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`);
