import * as vscode from 'vscode';
import type { KieRunResult } from '../kieStudioApi.ts';
import { toUri } from '../services/api.ts';
import type { Deps } from '../services/deps.ts';
import { Commands } from '../ids.ts';

/** `kie.run` with `{ model, input, saveTo }`, for keybindings, tasks and other extensions. Rejects with a sentence. */
export async function runRequest(deps: Deps, request: unknown): Promise<KieRunResult> {
  if (!isRequest(request))
    throw new Error(vscode.l10n.t('"kie.run" takes one argument: an object with "model" and "input".'));
  if ((await deps.key.get()) === undefined) void offerKey();
  const saveTo = toUri(request.saveTo);
  return deps.api.run(request.model, request.input ?? {}, saveTo === undefined ? {} : { saveTo });
}

async function offerKey(): Promise<void> {
  const set = vscode.l10n.t('Set API Key');
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('KIE needs an API key for this.'), set);
  if (chosen === set) await vscode.commands.executeCommand(Commands.setApiKey);
}

interface RunRequest {
  readonly model: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly saveTo?: unknown;
}

function isRequest(value: unknown): value is RunRequest {
  if (typeof value !== 'object' || value === null || !('model' in value) || typeof value.model !== 'string')
    return false;
  return (
    !('input' in value) || (typeof value.input === 'object' && value.input !== null && !Array.isArray(value.input))
  );
}
