import * as vscode from 'vscode';
import { KeyRefusedError } from '../../../core/http/errors/errors.ts';
import { isPossibleKey } from '../../../shared/apiKey.ts';
import { kiePage } from '../../../shared/kiePages.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../common/notify.ts';
import { executeReported } from '../../common/reportErrors.ts';
import { creditsText } from '../../common/text/format.ts';
import { createInput } from '../../common/quickInput.ts';

/** Asks for the key, checks it against the credits endpoint, then stores it. Resolves to true when a key was stored. */
export async function setApiKey(services: Pick<Services, 'engine' | 'key'>): Promise<boolean> {
  const box = createInput();
  const open: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: vscode.l10n.t('Open API Keys Page')
  };
  box.title = vscode.l10n.t('KIE: Set API Key');
  box.prompt = vscode.l10n.t(
    "Create a key at kie.ai/api-key. It is stored in VS Code's secret storage and sent only to KIE."
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
          box.validationMessage = vscode.l10n.t('Paste the key without spaces.');
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
        box.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(kiePage('key')))),
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
    return vscode.l10n.t('The key contains an invalid character. Copy it again from kie.ai/api-key.');
  }
  let credits: number;
  try {
    credits = await (await services.engine.get()).account.credits(key);
  } catch (error) {
    return isRejectedKey(error)
      ? vscode.l10n.t('KIE rejected the API key. Check it at kie.ai/api-key.')
      : messageOf(error);
  }
  if (cancelled()) return undefined;
  await services.key.store(key);
  void offerRequest(credits);
  return undefined;
}

async function offerRequest(credits: number): Promise<void> {
  const open = vscode.l10n.t('New Request');
  const text = vscode.l10n.t('KIE API key set. {0} left.', creditsText(credits));
  if ((await showInformation(text, open)) === open) await executeReported('kie.newRequest');
}

export async function removeApiKey(services: Pick<Services, 'key'>): Promise<void> {
  const stored = await services.key.isStored();
  if (stored) await services.key.remove();
  if ((await services.key.get()) !== undefined) {
    void showInformation(
      vscode.l10n.t('An API key is still set in the environment variable KIE_API_KEY. Remove it there.')
    );
  } else {
    void showInformation(stored ? vscode.l10n.t('KIE API key removed.') : vscode.l10n.t('No KIE API key to remove.'));
  }
}

/** KIE's own message about a wrong key describes HTTP headers, which a user cannot change. */
const isRejectedKey = (error: unknown): boolean => error instanceof KeyRefusedError;
