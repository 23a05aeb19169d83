import * as vscode from 'vscode';
import { isCommon, isOfKind, compareNaturally } from '../../../core/files/mediaFiles.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { MediaKind } from '../../../shared/model.ts';
import { isRegularFile } from '../../common/isRegularFile.ts';
import { toUri } from '../../common/toUri.ts';
import { pickFiles } from '../../common/input/filePicker.ts';
import type { Services } from '../../services.ts';

/** The arguments of an explorer command: the clicked file and the selection. Not validated. */
export type ExplorerArguments = readonly [uri: unknown, uris: unknown];

/** Returns the target of an explorer command: the selection, or the clicked file when it is outside the selection. */
function selected([uri, uris]: ExplorerArguments): readonly vscode.Uri[] {
  const first = toUri(uri);
  const given = (Array.isArray(uris) && uris.length > 0 ? uris : [uri]).flatMap(value => toUri(value) ?? []);
  const inSelection = first === undefined || given.some(other => other.toString() === first.toString());
  return inSelection ? given : [first];
}

/**
 * Returns the selected files, with folders replaced by their files. Without a selection, asks the user.
 * @throws when none of the files can be used
 */
export async function chosenFiles(
  services: Pick<Services, 'engine'>,
  kind: MediaKind,
  given: ExplorerArguments,
  accept: () => Promise<readonly string[]>
): Promise<readonly vscode.Uri[] | undefined> {
  const chosen = selected(given);
  if (chosen.length === 0) return pickFiles(kind, { accept: await accept(), many: true });
  const files: vscode.Uri[] = [];
  for (const item of chosen) files.push(...(await filesIn(services, item, kind)));
  const local = [...new Map(files.map(file => [file.toString(), file])).values()];
  if (local.length === 0) throw new Error(vscode.l10n.t('None of the selected files can be used.'));
  if (local.some(file => file.scheme !== 'file')) {
    throw new Error(vscode.l10n.t('Only local files can be sent to KIE.'));
  }
  return local;
}

async function filesIn(
  services: Pick<Services, 'engine'>,
  uri: vscode.Uri,
  kind: MediaKind
): Promise<readonly vscode.Uri[]> {
  if (isOfKind(uri.path, kind)) return [uri];
  let stat: vscode.FileStat;
  try {
    stat = await vscode.workspace.fs.stat(uri);
  } catch (error) {
    throw new Error(vscode.l10n.t("{0} can't be read: {1}", uri.fsPath, messageOf(error)), { cause: error });
  }
  if ((stat.type & vscode.FileType.Directory) === 0) {
    // The file extension is missing or of another type, so the content decides.
    const facts = await (await services.engine.get()).drafts.facts(uri.toString());
    return facts.kind === kind ? [uri] : [];
  }
  const children = await vscode.workspace.fs.readDirectory(uri);
  return children
    .filter(([name, type]) => isRegularFile(type) && isCommon(name, kind))
    .map(([name]) => vscode.Uri.joinPath(uri, name))
    .sort(compareNaturally);
}
