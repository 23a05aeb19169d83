import * as vscode from 'vscode';
import type { ApiKey } from '../features/account/apiKey.ts';
import { showWarning } from './notify.ts';

/**
 * Runs an action that needs an API key. Offers to set a missing key first. Resolves to undefined when the user did not
 * set it.
 */
export async function withKey<T>(key: ApiKey, action: () => T | Promise<T>): Promise<T | undefined> {
  if ((await key.get()) === undefined) {
    const set = vscode.l10n.t('Set API Key');
    const chosen = await showWarning(vscode.l10n.t('Set a KIE API key to continue.'), set);
    if (chosen !== set) return undefined;
    await vscode.commands.executeCommand('kie.setApiKey');
    if ((await key.get()) === undefined) return undefined;
  }
  return action();
}
