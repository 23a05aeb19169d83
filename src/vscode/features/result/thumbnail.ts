import { Thumbnails } from '../../../core/files/thumbnails.ts';
import type { ResultSnapshot } from '../../../shared/protocol/result.ts';
import type { ResultTarget } from '../../services.ts';
import { fileOf } from './target.ts';
import type { EditorServices } from './target.ts';

/** Returns the state with a request for a thumbnail of the shown file, unless the Tasks view has an icon for it. */
export async function withThumbnailRequest(
  services: EditorServices,
  snapshot: ResultSnapshot
): Promise<ResultSnapshot> {
  const { kind, src } = snapshot.file ?? {};
  if (src === undefined || (kind !== 'image' && kind !== 'video')) return snapshot;
  const path = await pathOf(services, snapshot);
  const isMissing = path !== undefined && (await thumbnailsOf(services).isMissing(path));
  return isMissing ? { ...snapshot, needsThumbnail: true } : snapshot;
}

/** Stores a thumbnail that the editor made, and shows it in the Tasks view. */
export async function storeThumbnail(services: EditorServices, target: ResultTarget, data: Uint8Array): Promise<void> {
  const path = await pathOf(services, target);
  if (path === undefined) return;
  await thumbnailsOf(services).store(path, data);
  services.taskList.thumbnailAdded(path);
}

const thumbnailsOf = ({ context }: EditorServices): Thumbnails => new Thumbnails(context.globalStorageUri.fsPath);

async function pathOf({ engine }: EditorServices, { localId, index }: ResultTarget): Promise<string | undefined> {
  const task = (await engine.get()).tasks.get(localId);
  return task === undefined ? undefined : fileOf(task, index)?.fsPath;
}
