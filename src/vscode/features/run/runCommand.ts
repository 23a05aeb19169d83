import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Intent } from '../../../core/tasks/types.ts';
import type { Services } from '../../services.ts';
import { withKey } from '../../common/withKey.ts';
import type { Draft, Price } from '../../../shared/form.ts';
import { isObject } from '../../../shared/guards.ts';
import { readRequest, readSaveTo } from './arguments.ts';
import { confirmPrice } from './confirmPrice.ts';
import { requestDetails } from './requestDetails.ts';
import { runToEnd, targetOf } from './runToEnd.ts';
import type { EndedRun } from './runToEnd.ts';

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
): Promise<EndedRun> {
  // Read once: the request in the question is sent, however the argument changes afterwards.
  const { model, input, folder } = readArgument(request);
  const result = await withKey(services.key, async () => {
    const engine = await services.engine.get();
    const target = await targetOf(services.output, folder);
    const confirmed = await services.output.confirmFolder(target.folder);
    if (confirmed === undefined) throw new Error(vscode.l10n.t('The run was not confirmed.'));
    const intent: Intent = { model, input, saveTo: { ...target, folder: confirmed }, origin: 'api' };
    const agreed = await confirmRun(services, engine, intent);
    if (agreed === undefined) throw new Error(vscode.l10n.t('The run was not confirmed.'));
    return runToEnd(engine, { ...intent, agreed });
  });
  if (result === undefined) throw new Error(vscode.l10n.t('No KIE API key is set. Set one first.'));
  return result;
}

/** Resolves to the price of the run when it needs no confirmation or the user agreed, otherwise to undefined. */
async function confirmRun(
  services: Pick<Services, 'approvals' | 'ask' | 'dailyLimit'>,
  engine: Engine,
  { model, input }: Intent
): Promise<Price | undefined> {
  const { price, issues, lengths, warnings } = await engine.drafts.evaluate(model, input);
  // An invalid request costs nothing: the engine rejects it with its own message.
  if (issues.length > 0) return price;
  const first = !services.approvals.has(APPROVAL);
  const why = vscode.l10n.t(
    'A keybinding, task or link started kie.run. Its first use in a workspace always requires confirmation.'
  );
  const entry = engine.models.entry(model);
  const request = requestDetails(price, [{ entry, input, lengths }]);
  const run = { modelName: entry?.name ?? model, price, request, warnings };
  if (!(await confirmPrice(services, engine.account, run, first ? { why } : undefined))) return undefined;
  if (first) await services.approvals.add(APPROVAL);
  return price;
}

interface RunRequest {
  readonly model: string;
  readonly input: Draft;
  readonly folder: vscode.Uri | undefined;
}

/** @throws when the argument is not a request, or has a value that cannot be sent */
function readArgument(request: unknown): RunRequest {
  const { model, input, saveTo }: Readonly<Record<string, unknown>> = isObject(request) ? request : {};
  if (typeof model !== 'string')
    throw new Error(vscode.l10n.t('"kie.run" takes one argument: an object with "model" and "input".'));
  return { model, input: readRequest(model, input ?? {}), folder: readSaveTo(saveTo) };
}
