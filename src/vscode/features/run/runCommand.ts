import * as vscode from 'vscode';
import type { KieRunResult } from '../../api/kieStudioApi.ts';
import { toUri } from '../../api/api.ts';
import type { Deps } from '../../services.ts';
import { withKey } from '../../common/withKey.ts';

/**
 * `kie.run` with `{ model, input, saveTo }`, for keybindings, tasks and other extensions. Without a key offers to set one
 * and runs after it. Rejects with a sentence.
 */
export async function runRequest(deps: Deps, request: unknown): Promise<KieRunResult> {
  if (!isRequest(request))
    throw new Error(vscode.l10n.t('"kie.run" takes one argument: an object with "model" and "input".'));
  const saveTo = toUri(request.saveTo);
  const result = await withKey(deps.key, () =>
    deps.api.run(request.model, request.input ?? {}, saveTo === undefined ? {} : { saveTo })
  );
  if (result === undefined) throw new Error(vscode.l10n.t('No KIE API key is set. Set one first.'));
  return result;
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
