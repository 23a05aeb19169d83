import * as vscode from 'vscode';
import { WALKTHROUGH } from '../../ids.ts';

export const getStarted = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH);
