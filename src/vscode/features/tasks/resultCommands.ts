import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft } from '../../../shared/form.ts';
import { mediaParams } from '../../../shared/mediaParams.ts';
import { kindOfName } from '../../../shared/mediaTypes.ts';
import type { MediaKind, ModelEntry } from '../../../shared/model.ts';
import type { Deps } from '../../services.ts';
import { recentModels } from '../../common/recentModels.ts';
import { filesOf } from '../run/startBatch.ts';
import { target } from './taskTarget.ts';
import type { Target } from './taskTarget.ts';
import { showInformation } from '../../common/notify.ts';
import { showPick } from '../../common/quickInput.ts';

/** The result that was meant, else the first that is saved. */
function fileOf({ task, result }: Target): vscode.Uri {
  const uri =
    result === undefined ? filesOf(task)[0] : result.path === undefined ? undefined : vscode.Uri.file(result.path);
  if (uri === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  return uri;
}

export async function openResult(deps: Deps, node: unknown): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', fileOf(await target(deps, node)));
}

export async function revealResult(deps: Deps, node: unknown): Promise<void> {
  const uri = fileOf(await target(deps, node));
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  // The system's file manager knows only files of the computer that it runs on.
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  if ((await showInformation(uri.fsPath, copy)) === copy) {
    await vscode.env.clipboard.writeText(uri.fsPath);
  }
}

export async function copyPath(deps: Deps, node: unknown): Promise<void> {
  await vscode.env.clipboard.writeText(fileOf(await target(deps, node)).fsPath);
}

/** Puts a result into the form: into the model that stands there, else into one that takes such a file. */
export async function useAsInput(deps: Deps, node: unknown): Promise<void> {
  const chosen = await target(deps, node);
  const uri = fileOf(chosen);
  const kind = kindOfName(uri.path);
  if (kind === undefined) throw new Error(vscode.l10n.t('Models take pictures, videos and sounds only.'));
  const { engine } = chosen;
  const current = await deps.form.current();
  const entry = engine.models.entry(current.model ?? '');
  const draft = entry === undefined ? undefined : withFile(entry, current.draft, kind, uri.toString());
  if (entry !== undefined && draft !== undefined) return deps.form.open(entry.id, draft);
  const model = await pickModelFor(deps, engine, kind);
  if (model !== undefined) await deps.form.open(model.id, withFile(model, {}, kind, uri.toString()) ?? {}, 'merge');
}

/** The draft with the file in the first free place of its kind, or in place of another; undefined when there is none. */
function withFile(entry: ModelEntry, draft: Draft, kind: MediaKind, file: string): Draft | undefined {
  const places = mediaParams(entry).filter(param => param.kind === kind);
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

async function pickModelFor(deps: Deps, engine: Engine, kind: MediaKind): Promise<ModelEntry | undefined> {
  const recent = recentModels(deps.context.globalState);
  const rank = (id: string): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const items = engine.models
    .summaries()
    .filter(({ status }) => status === 'current')
    .flatMap(({ id }) => engine.models.entry(id) ?? [])
    .filter(entry => mediaParams(entry).some(param => param.kind === kind))
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(entry => ({ label: entry.name, description: entry.id, detail: entry.summary, entry }));
  const chosen = await showPick(items, {
    placeHolder: vscode.l10n.t('Model that takes the file'),
    matchOnDescription: true,
    matchOnDetail: true
  });
  return chosen?.entry;
}
