import * as vscode from 'vscode';
import { kiePage } from '../../../shared/kiePages.ts';

const open = (page: string): Thenable<boolean> => vscode.env.openExternal(vscode.Uri.parse(page));

export const openPricing = (): Thenable<boolean> => open(kiePage('pricing'));

export const openLogs = (): Thenable<boolean> => open(kiePage('logs'));
