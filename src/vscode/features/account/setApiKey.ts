import * as vscode from 'vscode';
import { isPossibleKey } from '../../../shared/apiKey.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import { Pages } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../common/notify.ts';
import { createInput } from '../../common/quickInput.ts';

/** Asks for the key, checks it against the credits endpoint, then stores it. Resolves to true when a key was stored. */
export async function setApiKey(services: Pick<Services, 'engine' | 'key'>): Promise<boolean> {
  const box = createInput();
  const open: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: vscode.l10n.t('Open the Page for API Keys')
  };
  box.title = vscode.l10n.t('KIE: Set API Key');
  box.prompt = vscode.l10n.t(
    'A key is made at kie.ai/api-key. It is kept in the secret storage of VS Code and sent to KIE only.'
  );
  box.placeholder = vscode.l10n.t('API key');
  box.password = true;
  box.ignoreFocusOut = true;
  box.buttons = [open];
  const subscriptions: { dispose(): unknown }[] = [box];
  try {
    return await new Promise<boolean>((resolve, reject) => {
      let hidden = false;
      const accept = async (): Promise<void> => {
        const key = box.value.trim();
        if (key === '' || /\s/.test(key)) {
          box.validationMessage = vscode.l10n.t('Paste the whole key, without spaces.');
          return;
        }
        box.busy = true;
        box.enabled = false;
        const problem = await checkAndStore(services, key, () => hidden);
        if (problem === undefined) {
          resolve(true);
          return;
        }
        box.busy = false;
        box.enabled = true;
        box.validationMessage = problem;
      };
      subscriptions.push(
        box.onDidAccept(() => void accept().catch(reject)),
        box.onDidChangeValue(() => (box.validationMessage = undefined)),
        box.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(Pages.key))),
        box.onDidHide(() => {
          hidden = true;
          resolve(false);
        })
      );
      box.show();
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/**
 * Checks the key and stores it. Resolves to undefined on success, otherwise to a sentence with the reason. Stores
 * nothing when `cancelled` returns true after the check.
 */
export async function checkAndStore(
  services: Pick<Services, 'engine' | 'key'>,
  key: string,
  cancelled: () => boolean = () => false
): Promise<string | undefined> {
  if (!isPossibleKey(key)) {
    return vscode.l10n.t('The key contains a character that no key has. Copy it again from kie.ai/api-key.');
  }
  let credits: number;
  try {
    credits = await (await services.engine.get()).account.credits(key);
  } catch (error) {
    return messageOf(error);
  }
  if (cancelled()) return undefined;
  await services.key.store(key);
  void showInformation(vscode.l10n.t('The KIE API key works: {0} credits.', Math.floor(credits)));
  return undefined;
}

export async function removeApiKey(services: Pick<Services, 'key'>): Promise<void> {
  const stored = await services.key.isStored();
  if (stored) await services.key.remove();
  if ((await services.key.get()) !== undefined) {
    void showInformation(
      vscode.l10n.t('The environment variable KIE_API_KEY still gives a key. It can only be removed where it is set.')
    );
  } else {
    void showInformation(
      stored ? vscode.l10n.t('The KIE API key was removed.') : vscode.l10n.t('There is no KIE API key to remove.')
    );
  }
}
