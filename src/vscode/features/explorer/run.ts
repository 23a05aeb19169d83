import path from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { baseName, compareNaturally } from '../../../core/files/mediaFiles.ts';
import { inputForFiles } from '../../../core/models/mediaInput.ts';
import { mediaParams } from '../../../shared/catalog/mediaParams.ts';
import type { MediaKind, ModelEntry } from '../../../shared/model.ts';
import type { Handler } from '../../common/contributions/handler.ts';
import type { Services } from '../../services.ts';
import { isFromWorkspace, textSetting } from '../../common/settings.ts';
import { withKey } from '../../common/withKey.ts';
import { FORM_ACTIONS, RUN_ACTIONS } from './actions.ts';
import type { FormActionName, RunActionName } from './actions.ts';
import { FILE_TEXTS } from './texts.ts';
import { formWithFiles } from './formWithFiles.ts';
import { commandReason, isFromJson, isNamedByWorkspace, modelReason } from './onceReasons.ts';
import { chosenFiles } from './selection.ts';
import type { ExplorerArguments } from './selection.ts';
import { runAndReport } from '../run/runAndReport.ts';
import type { ReportTo } from '../run/runAndReport.ts';
import type { Batch } from '../run/startBatch.ts';

/**
 * Runs one action on files to the end. Results are saved next to the source files. Resolves to the saved files; empty
 * when the user canceled. With `caller`, rejects when nothing was saved.
 */
export async function runOnFiles(
  services: Pick<Services, 'approvals' | 'ask' | 'dailyLimit' | 'engine' | 'key' | 'notifier' | 'output'>,
  name: RunActionName,
  reportTo: ReportTo,
  given: ExplorerArguments
): Promise<vscode.Uri[]> {
  const action = RUN_ACTIONS[name];
  const model = textSetting(action.setting);
  const chosen = await chosenFiles(services, action.kind, given, () => acceptedBy(services, model, action.kind));
  if (chosen === undefined || chosen.length === 0) return [];
  // Keeps the order that a program passed.
  const sources = reportTo === 'user' ? chosen.toSorted(compareNaturally) : chosen;
  const saved = await withKey(services.key, async () => {
    const engine = await services.engine.get();
    const entry = entryOf(engine, model);
    const folders = await confirmFolders(services, sources);
    if (folders === undefined) return undefined;
    const batch = batchOf(name, entry, folders);
    const reasons = [
      ...(isFromWorkspace(action.setting) ? [modelReason(`model:${action.setting}=${model}`)] : []),
      ...(isFromJson(given[0]) || isNamedByWorkspace(name) ? [commandReason(`kie.${name}`)] : [])
    ].filter(({ approval }) => !services.approvals.has(approval));
    if (reasons.length === 0) return runAndReport(services, engine, batch, reportTo);
    const onAgreed = async (): Promise<void> => {
      for (const { approval } of reasons) await services.approvals.add(approval);
    };
    const why = reasons.map(reason => reason.why).join('\n');
    return runAndReport(services, engine, { ...batch, reason: { why }, onAgreed }, reportTo);
  });
  return saved ?? [];
}

/** A file and the folder for its result. */
type Target = readonly [source: vscode.Uri, folder: string];

/**
 * Returns the files with their folders. Asks when a link of the workspace leads to a folder outside. Undefined when the
 * user does not want to save there.
 */
async function confirmFolders(
  { output }: Pick<Services, 'output'>,
  sources: readonly vscode.Uri[]
): Promise<readonly Target[] | undefined> {
  const confirmed = new Map<string, string>();
  const targets: Target[] = [];
  for (const source of sources) {
    const folder = path.dirname(source.fsPath);
    const isInWorkspace = vscode.workspace.getWorkspaceFolder(source) !== undefined;
    const known = confirmed.get(folder) ?? (isInWorkspace ? await output.confirmFolder(folder) : folder);
    if (known === undefined) return undefined;
    confirmed.set(folder, known);
    targets.push([source, known]);
  }
  return targets;
}

/** Returns one run for each file, whose result is saved next to it. */
function batchOf(name: RunActionName, entry: ModelEntry, targets: readonly Target[]): Batch {
  const action = RUN_ACTIONS[name];
  const runs = targets.map(([source, folder]) => {
    const input = inputForFiles(entry, action.kind, [source.toString()]);
    if (input === undefined) throw new Error(vscode.l10n.t("{0} doesn't accept these files.", entry.name));
    const { name: stem } = path.parse(source.fsPath);
    return { name: baseName(source.path), input, saveTo: { folder, stem: `${stem}.${action.suffix}` } };
  });
  const words = FILE_TEXTS[name];
  const question = (count: number, price: string): string => words.question(count, entry.name, price);
  return { model: entry.id, modelName: entry.name, name: words.batch(), runs, origin: 'command', question };
}

/** Returns the MIME types that the model accepts in the parameter for these files. */
async function acceptedBy(
  services: Pick<Services, 'engine'>,
  model: string,
  kind: MediaKind
): Promise<readonly string[]> {
  const entry = (await services.engine.get()).models.entry(model);
  return (entry === undefined ? [] : mediaParams(entry)).find(param => param.kind === kind)?.accept ?? [];
}

/** Opens the form with the model of the settings, the images and the last prompt for that model. */
export async function openFormWith(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'notifier' | 'output'>,
  name: FormActionName,
  given: ExplorerArguments
): Promise<void> {
  const action = FORM_ACTIONS[name];
  const sources = await chosenFiles(services, action.kind, given, () => Promise.resolve([]));
  if (sources === undefined || sources.length === 0) return;
  const entry = entryOf(await services.engine.get(), textSetting(action.setting));
  await formWithFiles(services, entry, action.kind, sources.toSorted(compareNaturally));
}

function entryOf(engine: Engine, model: string): ModelEntry {
  const entry = engine.models.entry(model);
  if (entry === undefined) throw new Error(vscode.l10n.t('Unknown model in the settings: {0}.', model));
  return entry;
}

/**
 * Creates the command for programs and the Command Palette. Without a file it asks the user. With a file it reports the
 * outcome to the caller.
 */
export const onFiles =
  (name: RunActionName): Handler =>
  (services, uri, uris) =>
    runOnFiles(services, name, uri === undefined ? 'user' : 'caller', [uri, uris]);

/** Creates the command of a menu. */
export const fromMenu =
  (name: RunActionName): Handler =>
  (services, uri, uris) =>
    runOnFiles(services, name, 'user', [uri, uris]);

/** Creates the command that opens the form. */
export const inForm =
  (name: FormActionName): Handler =>
  (services, uri, uris) =>
    openFormWith(services, name, [uri, uris]);
