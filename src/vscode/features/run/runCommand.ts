import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Intent } from '../../../core/tasks/types.ts';
import { runToEnd, plainInput, targetOf, toUri } from '../../api/api.ts';
import type { KieRunResult } from '../../api/kieStudioApi.ts';
import type { Services } from '../../services.ts';
import { withKey } from '../../common/withKey.ts';
import { confirmPrice } from './confirmPrice.ts';
import { requestDetails } from './requestDetails.ts';

const APPROVAL = 'command:kie.run';

/**
 * Runs `kie.run` with `{ model, input, saveTo }`, for keybindings, tasks and links. Asks above the credits of
 * `kie.confirmAboveCredits` and on first use in a workspace, because a workspace can call it too. Without an API key,
 * offers to set one and then continues.
 *
 * @throws when the request is invalid, the user declines, or nothing was saved.
 */
export async function runRequest(
  services: Pick<Services, 'approvals' | 'ask' | 'dailyLimit' | 'engine' | 'key' | 'output'>,
  request: unknown
): Promise<KieRunResult> {
  if (!isRequest(request))
    throw new Error(vscode.l10n.t('"kie.run" takes one argument: an object with "model" and "input".'));
  const result = await withKey(services.key, async () => {
    const engine = await services.engine.get();
    const saveTo = await targetOf(services.output, toUri(request.saveTo));
    const intent: Intent = { model: request.model, input: plainInput(request.input ?? {}), saveTo, origin: 'api' };
    if (!(await services.output.confirmFolder(saveTo.folder)) || !(await confirmRun(services, engine, intent)))
      throw new Error(vscode.l10n.t('The run was not confirmed.'));
    return runToEnd(engine, intent);
  });
  if (result === undefined) throw new Error(vscode.l10n.t('No KIE API key is set. Set one first.'));
  return result;
}

async function confirmRun(
  services: Pick<Services, 'approvals' | 'ask' | 'dailyLimit'>,
  engine: Engine,
  { model, input }: Intent
): Promise<boolean> {
  const { price, issues, fields, warnings } = await engine.drafts.evaluate(model, input);
  // An invalid request costs nothing: the engine rejects it with its own message.
  if (issues.length > 0) return true;
  const first = !services.approvals.has(APPROVAL);
  const why = vscode.l10n.t(
    'A keybinding, task or link started kie.run. Its first use in a workspace always requires confirmation.'
  );
  const entry = engine.models.entry(model);
  const request = requestDetails(price, [{ entry, input, fields }]);
  const run = { modelName: entry?.name ?? model, price, request, warnings };
  if (!(await confirmPrice(services, engine.account, run, first ? { why } : undefined))) return false;
  if (first) await services.approvals.add(APPROVAL);
  return true;
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
