import * as l10n from '@vscode/l10n';
import type { MediaKind, Param } from '../../../src/shared/model.ts';
import type { DroppedFile, MediaItem, MediaSource } from '../../../src/shared/protocol/media.ts';
import type { App } from './app.ts';
import { contentsOf } from './droppedContents.ts';
import { mediaKindOf } from '../model/controlKind.ts';
import type { Keys } from '../model/draftPath.ts';

/**
 * Where files of a field go: a list takes them all, a single one takes the first. `at` replaces that line of a list;
 * `alone`: the list may have one only.
 */
export interface MediaPlace {
  readonly keys: Keys;
  readonly many: boolean;
  readonly at?: number;
  readonly alone?: boolean;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

export function addMedia(app: App, place: MediaPlace, values: readonly string[]): void {
  const { keys, many, at } = place;
  if (values.length === 0) return;
  if (!many) app.set(keys, values[0]);
  else if (at === undefined) app.set(keys, [...listOf(app.get(keys)), ...values]);
  else app.set(keys, listOf(app.get(keys)).toSpliced(at, 1, ...values));
}

/**
 * Adds the files that `ask` resolves to, unless the form shows another model by then: a file must not slip into a request
 * that it was not chosen for. A file to replace is found again where it is by then.
 */
async function addWhenThere(
  app: App,
  place: MediaPlace,
  ask: () => Promise<{ readonly items: readonly MediaItem[]; readonly urls?: readonly string[] }>
): Promise<void> {
  const { model } = app;
  const replaced = place.at === undefined ? undefined : listOf(app.get(place.keys))[place.at];
  await app.attempt(async () => {
    const { items, urls = [] } = await ask();
    if (app.model !== model) return;
    app.know(items);
    const { at, ...rest } = place;
    const now = at === undefined ? -1 : listOf(app.get(place.keys)).indexOf(replaced);
    addMedia(app, now < 0 ? rest : { ...rest, at: now }, [...items.map(item => item.value), ...urls]);
  });
}

/** Lets the person choose files, or earlier results, or takes the file of the active editor. */
export async function pick(
  app: App,
  place: MediaPlace,
  kind: MediaKind,
  accept: readonly string[],
  source: MediaSource = 'files'
): Promise<void> {
  const many = place.many && place.at === undefined && place.alone !== true;
  await addWhenThere(app, place, () => app.rpc.ask('pickMedia', { kind, many, accept, source }));
}

/** Takes what was dropped or pasted. True when there was something to take. */
export function give(app: App, place: MediaPlace, data: DataTransfer): boolean {
  const uris = urisOf(data);
  const web = uris.filter(uri => /^https?:/.test(uri));
  const local = uris.filter(uri => !/^https?:/.test(uri)).map(uri => ({ uri }));
  const files = local.length > 0 || web.length > 0 ? [] : Array.from(data.files);
  if (uris.length === 0 && files.length === 0) return false;
  void addWhenThere(app, place, async () => {
    const given: readonly DroppedFile[] = [...local, ...(await contentsOf(files))];
    const { items } = given.length === 0 ? { items: [] } : await app.rpc.ask('importMedia', { files: given });
    return { items, urls: web };
  });
  return true;
}

/** Addresses in what was dropped: VS Code's own list knows remote files too, the common one is what others give. */
function urisOf(data: DataTransfer): readonly string[] {
  const lists = ['application/vnd.code.uri-list', 'text/uri-list', 'text/plain'].map(type => data.getData(type));
  for (const [index, list] of lists.entries()) {
    const lines = list.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
    const wanted = index < 2 ? /^[a-z][a-z0-9+.-]+:/i : /^https?:\/\/\S+$/;
    if (lines.length > 0 && lines.every(line => wanted.test(line))) return lines;
  }
  return [];
}

/** A result of a task becomes the input: into the first field that takes its kind. */
export async function useResult(app: App, localId: string, index: number, kind: MediaKind): Promise<void> {
  const { model } = app.snapshot ?? {};
  const fits = (name: string): boolean => {
    const param: Param | undefined = model?.entry.params[name];
    return param !== undefined && mediaKindOf(param) === kind && app.field([name]).hidden !== true;
  };
  const name = model?.order.find(fits);
  const param = name === undefined ? undefined : model?.entry.params[name];
  if (name === undefined || param === undefined) {
    app.fail(new Error(l10n.t("This model doesn't accept this type of file. Choose another model first.")));
    return;
  }
  const place = { keys: [name], many: param.type === 'array' };
  await addWhenThere(app, place, () => app.rpc.ask('useResult', { localId, index }));
}
