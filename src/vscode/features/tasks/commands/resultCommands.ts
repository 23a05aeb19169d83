import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { Draft } from '../../../../shared/form.ts';
import { mediaTarget } from '../../../../core/models/mediaInput.ts';
import { mediaParams } from '../../../../shared/catalog/mediaParams.ts';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { MediaKind, ModelEntry } from '../../../../shared/model.ts';
import type { Services } from '../../../services.ts';
import { pickModel } from '../../../common/input/modelPicker.ts';
import { BACK } from '../../../common/input/wizard.ts';
import { filesOf } from '../../../common/resultFiles.ts';
import { target } from '../../../common/taskTarget.ts';
import type { Target } from '../../../common/taskTarget.ts';
import { showInformation } from '../../../common/notify.ts';

/** Returns the file of the given result, or of the first saved one. */
function fileOf({ task, result }: Target): vscode.Uri {
  const uri =
    result === undefined ? filesOf(task)[0] : result.path === undefined ? undefined : vscode.Uri.file(result.path);
  if (uri === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  return uri;
}

export async function openResult(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', fileOf(await target(services, node)));
}

export async function revealResult(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const uri = fileOf(await target(services, node));
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  // The file manager can show only local files.
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  if ((await showInformation(uri.fsPath, copy)) === copy) {
    await vscode.env.clipboard.writeText(uri.fsPath);
  }
}

export async function copyPath(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  await vscode.env.clipboard.writeText(fileOf(await target(services, node)).fsPath);
}

/**
 * Opens the form with a result, for its current model or for another one that accepts the file.
 * @throws when the result has no file that a model accepts
 */
export async function useAsInput(services: Pick<Services, 'engine' | 'form' | 'state'>, node: unknown): Promise<void> {
  const chosen = await target(services, node);
  const uri = fileOf(chosen);
  const kind = kindOfName(uri.path);
  if (kind === undefined) throw new Error(vscode.l10n.t('Models accept images, videos and audio only.'));
  const { engine } = chosen;
  const current = await services.form.current();
  const entry = engine.models.entry(current.model ?? '');
  const draft = entry === undefined ? undefined : withFile(entry, current.draft, kind, uri.toString());
  if (entry !== undefined && draft !== undefined) return services.form.open(entry.id, draft);
  const picked = await pickModelFor(services, engine, kind);
  if (picked === undefined) return;
  const { model, input } = picked;
  await services.form.open(model.id, withFile(model, input, kind, uri.toString()) ?? input, 'prompt');
}

/**
 * Adds the file to the first parameter with room, otherwise replaces another file. Undefined without a matching
 * parameter.
 */
function withFile(entry: ModelEntry, draft: Draft, kind: MediaKind, file: string): Draft | undefined {
  const places = mediaParams(entry).filter(param => param.kind === kind && !param.isMask);
  const given = (name: string): readonly unknown[] => {
    const value = draft[name];
    return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === '' ? [] : [value];
  };
  const place = places.find(({ name, max = Infinity }) => given(name).length < max) ?? places[0];
  if (place === undefined) return undefined;
  const { name, many, max = Infinity } = place;
  const kept = given(name).filter(value => value !== file);
  return { ...draft, [name]: many ? [...kept.slice(0, max - 1), file] : file };
}

async function pickModelFor(
  { state }: Pick<Services, 'state'>,
  engine: Engine,
  kind: MediaKind
): Promise<{ readonly model: ModelEntry; readonly input: Draft } | undefined> {
  const takesFile = (entry: ModelEntry | undefined): boolean =>
    entry !== undefined && mediaTarget(entry, kind) !== undefined;
  const models = engine.models
    .summaries()
    .filter(({ id, status }) => status === 'current' && takesFile(engine.models.entry(id)));
  const picked = await pickModel(state, models, { placeholder: vscode.l10n.t('Select a model that accepts the file') });
  if (picked === undefined || picked === BACK) return undefined;
  const model = engine.models.entry(picked.id);
  return model && { model, input: picked.input ?? {} };
}
