import { Thumbnails } from '../../../core/files/thumbnails.ts';
import type { ResultSnapshot } from '../../../shared/protocol/result.ts';
import type { ResultTarget } from '../../services.ts';
import { fileOf } from './target.ts';
import type { EditorServices } from './target.ts';

/** Adds to the state whether the editor is to make a thumbnail of the shown file. */
export async function withThumbnailWish(services: EditorServices, snapshot: ResultSnapshot): Promise<ResultSnapshot> {
  const { kind, src } = snapshot.file ?? {};
  if (src === undefined || (kind !== 'image' && kind !== 'video')) return snapshot;
  const path = await pathOf(services, snapshot);
  const isMissing = path !== undefined && (await thumbnailsOf(services).isMissing(path));
  return isMissing ? { ...snapshot, wantsThumbnail: true } : snapshot;
}

/** Keeps a thumbnail that the editor made, for the Tasks view. */
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
