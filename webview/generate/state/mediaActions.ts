import type { MediaKind } from '../../../src/shared/model.ts';
import type { DroppedFile, MediaItem, MediaSource } from '../../../src/shared/protocol/media.ts';
import { TASK_ITEMS_TYPE, taskItemUris } from '../../../src/shared/tasks/taskItems.ts';
import { setValue } from './draftActions.ts';
import { contentsOf } from './droppedContents.ts';
import { attempt, mergeMedia } from './page.ts';
import type { Page } from './page.ts';
import { modelOf, valueAt } from './pageState.ts';
import type { Keys } from '../model/draftPath.ts';

/** The field that files go to: a list takes all of them, a single value the first. */
export interface MediaPlace {
  readonly keys: Keys;
  readonly many: boolean;
  /** Replaces this item of the list. */
  readonly at?: number;
  /** The list can hold one item only. */
  readonly alone?: boolean;
}

/** The kind of file that a field takes, and its MIME types. */
export interface MediaType {
  readonly kind: MediaKind;
  readonly accept: readonly string[];
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

/** Adds media values to the field, or replaces an item of it. */
export function addMedia(page: Page, place: MediaPlace, values: readonly string[]): void {
  const { keys, many, at } = place;
  if (values.length === 0) return;
  const items = listOf(valueAt(page.store.get(), keys));
  if (!many) setValue(page, keys, values[0]);
  else if (at === undefined) setValue(page, keys, [...items, ...values]);
  else setValue(page, keys, items.toSpliced(at, 1, ...values));
}

/**
 * Adds the files that `ask` resolves to, unless the form shows another model by then: a file must not get into a request
 * that it was not chosen for. The item to replace may have moved in the list by then.
 */
async function addWhenReady(
  page: Page,
  place: MediaPlace,
  ask: () => Promise<{ readonly items: readonly MediaItem[]; readonly urls?: readonly string[] }>
): Promise<void> {
  const { store } = page;
  const model = modelOf(store.get());
  const items = (): readonly unknown[] => listOf(valueAt(store.get(), place.keys));
  const replaced = place.at === undefined ? undefined : items()[place.at];
  await attempt(page, async () => {
    const { items: added, urls = [] } = await ask();
    if (modelOf(store.get()) !== model) return;
    mergeMedia(page, added);
    const { at, ...rest } = place;
    const now = at === undefined ? -1 : items().indexOf(replaced);
    addMedia(page, now < 0 ? rest : { ...rest, at: now }, [...added.map(item => item.value), ...urls]);
  });
}

/** Lets the user pick files or earlier results, or takes the file of the active editor. */
export async function pickMedia(
  page: Page,
  place: MediaPlace,
  { kind, accept }: MediaType,
  source: MediaSource = 'files'
): Promise<void> {
  const many = place.many && place.at === undefined && place.alone !== true;
  await addWhenReady(page, place, () => page.rpc.ask('pickMedia', { kind, many, accept, source }));
}

/** Imports dropped or pasted data. Returns whether it held files or addresses. */
export function importData(page: Page, place: MediaPlace, data: DataTransfer): boolean {
  const uris = urisOf(data);
  const web = uris.filter(uri => /^https?:/.test(uri));
  const local = uris.filter(uri => !/^https?:/.test(uri)).map(uri => ({ uri }));
  const files = local.length > 0 || web.length > 0 ? [] : Array.from(data.files);
  if (uris.length === 0 && files.length === 0) return false;
  void addWhenReady(page, place, async () => {
    const dropped: readonly DroppedFile[] = [...local, ...(await contentsOf(files))];
    const { items } = dropped.length === 0 ? { items: [] } : await page.rpc.ask('importMedia', { files: dropped });
    return { items, urls: web };
  });
  return true;
}

/** Addresses in dropped data: of items of the Tasks view, from VS Code's own list, which has remote files too, or from a standard one. */
function urisOf(data: DataTransfer): readonly string[] {
  const items = taskItemUris(data.getData(TASK_ITEMS_TYPE));
  if (items.length > 0) return items;
  const lists = ['application/vnd.code.uri-list', 'text/uri-list', 'text/plain'].map(type => data.getData(type));
  for (const [index, list] of lists.entries()) {
    const lines = list.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
    const wanted = index < 2 ? /^[a-z][a-z0-9+.-]+:/i : /^https?:\/\/\S+$/;
    if (lines.length > 0 && lines.every(line => wanted.test(line))) return lines;
  }
  return [];
}

/** Opens the editor for a mask or boxes, over the image at this place. The extension has the current draft by then. */
export async function drawOnImage(page: Page, param: string, index: number): Promise<void> {
  const model = modelOf(page.store.get());
  if (model === undefined) return;
  page.evaluator.flush();
  await attempt(page, async () => {
    await page.rpc.ask('drawOnImage', { model, param, index });
  });
}
