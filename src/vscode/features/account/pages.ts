import * as vscode from 'vscode';
import { Pages } from '../../ids.ts';

const open = (page: string): Thenable<boolean> => vscode.env.openExternal(vscode.Uri.parse(page));

export const openPricing = (): Thenable<boolean> => open(Pages.pricing);

export const openLogs = (): Thenable<boolean> => open(Pages.logs);
