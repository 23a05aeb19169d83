import * as l10n from '@vscode/l10n';
import { acceptedTypes } from '../../../src/shared/catalog/mediaParams.ts';
import { messageOf } from '../../../src/shared/messageOf.ts';
import type { DroppedFile, MediaItem, MediaSource } from '../../../src/shared/protocol/media.ts';
import { isTaskItemUri } from '../../../src/shared/tasks/taskItems.ts';
import { setValue } from './draftActions.ts';
import { contentsOf } from './droppedContents.ts';
import { attempt, mergeMedia } from './page.ts';
import type { Page } from './page.ts';
import { modelOf, valueAt } from './pageState.ts';
import { pathOf } from '../model/draftPath.ts';
import type { Keys } from '../model/draftPath.ts';
import { enteredUris, urisOf } from '../model/mediaAddresses.ts';
import type { MediaType } from '../model/mediaTypes.ts';
import { refusal } from '../model/refusal.ts';

/** The field that files go to: a list takes all of them, a single value the first. */
export interface MediaPlace {
  readonly keys: Keys;
  readonly type: MediaType;
  readonly many: boolean;
  /** Replaces this item of the list. */
  readonly at?: number;
  /** The list can hold one item only. */
  readonly alone?: boolean;
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
 * that it was not chosen for. The item to replace may have moved in the list by then. The field shows why files were not
 * added.
 */
async function addWhenReady(page: Page, place: MediaPlace, ask: () => Promise<Answer>): Promise<void> {
  const { store } = page;
  const model = modelOf(store.get());
  const items = (): readonly unknown[] => listOf(valueAt(store.get(), place.keys));
  const replaced = place.at === undefined ? undefined : items()[place.at];
  setRefusals(page, place.keys, []);
  try {
    const { items: added, urls = [] } = await ask();
    if (modelOf(store.get()) !== model) return;
    const isReplacing = place.at !== undefined || (!place.many && items().length > 0);
    const refusals = added.map(item => refusal(item, place.type, isReplacing));
    const fitting = added.filter((_, index) => refusals[index] === undefined);
    mergeMedia(page, fitting);
    const { at, ...rest } = place;
    const now = at === undefined ? -1 : items().indexOf(replaced);
    const values = [...fitting.map(item => item.value), ...urls];
    addMedia(page, now < 0 ? rest : { ...rest, at: now }, values);
    const more =
      place.many || values.length < 2 ? [] : [l10n.t('Only the first of {0} files was added.', values.length)];
    setRefusals(page, place.keys, [...refusals.filter(text => text !== undefined), ...more]);
  } catch (error) {
    if (modelOf(store.get()) === model) setRefusals(page, place.keys, [messageOf(error)]);
  }
}

interface Answer {
  readonly items: readonly MediaItem[];
  readonly urls?: readonly string[];
}

function setRefusals({ store }: Page, keys: Keys, messages: readonly string[]): void {
  store.update({ refusals: new Map([...store.get().refusals, [pathOf(keys), messages]]) });
}

/** Lets the user pick files or earlier results, or takes the file of the active editor. */
export async function pickMedia(page: Page, place: MediaPlace, source: MediaSource = 'files'): Promise<void> {
  const { kind, param } = place.type;
  const many = place.many && place.at === undefined && place.alone !== true;
  await addWhenReady(page, place, () =>
    page.rpc.ask('pickMedia', { kind, many, accept: acceptedTypes(param), source })
  );
}

/** Keeps the text of the box for addresses while the page is drawn again. */
export function typeAddress({ store }: Page, keys: Keys, text: string): void {
  store.update({ addressTexts: new Map([...store.get().addressTexts, [pathOf(keys), text]]) });
}

/** Adds the entered addresses or paths and empties their box; any other text stays there, with the reason. */
export function enterAddresses(page: Page, place: MediaPlace): void {
  const { keys } = place;
  const text = (page.store.get().addressTexts.get(pathOf(keys)) ?? '').trim();
  if (text === '') return;
  const uris = enteredUris(text);
  if (uris === undefined) {
    setRefusals(page, keys, [l10n.t('"{0}" isn\'t a URL or the full path of a file.', text)]);
    return;
  }
  typeAddress(page, keys, '');
  importUris(page, place, uris, uri => isTaskItemUri(uri) || /^(?:file|vscode-[\w-]+):/i.test(uri));
}

/** Imports dropped or pasted data. Returns whether it held files or addresses. */
export function importData(page: Page, place: MediaPlace, data: DataTransfer): boolean {
  const uris = urisOf(data);
  if (uris.length > 0) {
    importUris(page, place, uris, uri => !/^https?:/i.test(uri));
    return true;
  }
  const files = Array.from(data.files);
  if (files.length === 0) return false;
  void addWhenReady(page, place, async () => page.rpc.ask('importMedia', { files: await contentsOf(files) }));
  return true;
}

/** Imports local files; other addresses are taken as they are. */
function importUris(page: Page, place: MediaPlace, uris: readonly string[], isLocal: (uri: string) => boolean): void {
  const files: readonly DroppedFile[] = uris.filter(isLocal).map(uri => ({ uri }));
  const urls = uris.filter(uri => !isLocal(uri));
  void addWhenReady(page, place, async () => {
    const { items } = files.length === 0 ? { items: [] } : await page.rpc.ask('importMedia', { files });
    return { items, urls };
  });
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
