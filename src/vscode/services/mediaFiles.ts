import { mainPrompt } from '../../shared/mainPrompt.ts';
import { mediaParams } from '../../shared/mediaParams.ts';
import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';

/** File name extensions by kind, as the menus of the manifest have them. */
export const EXTENSIONS: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'webp'],
  video: ['mp4', 'mov', 'mkv'],
  audio: ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'flac']
};

/** File name extensions of the MIME types that the model table names, where they are not the subtype itself. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/jpg': ['jpg', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'video/quicktime': ['mov'],
  'video/x-matroska': ['mkv'],
  'video/x-msvideo': ['avi'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/x-wav': ['wav']
};

/** The extensions of the types that a parameter accepts; those of the kind when it names none. */
export function extensionsFor(kind: MediaKind, accept: readonly string[]): readonly string[] {
  const found = accept
    .filter(type => type.startsWith(`${kind}/`) && !type.endsWith('*'))
    .flatMap(type => BY_TYPE[type] ?? [type.slice(type.indexOf('/') + 1)]);
  return found.length === 0 ? EXTENSIONS[kind] : [...new Set(found)];
}

/** The end of a file address, for names in lists. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export const extensionOf = (path: string): string => /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

export const isOfKind = (path: string, kind: MediaKind): boolean => EXTENSIONS[kind].includes(extensionOf(path));

/** The kind of a file by its name. */
export function kindOf(path: string): MediaKind | undefined {
  return (['image', 'video', 'audio'] as const).find(kind => isOfKind(path, kind));
}

/** The parameter that a single file of this kind goes to: a required one, else the first. */
export function mediaTarget(entry: ModelEntry, kind: MediaKind): readonly [string, Param] | undefined {
  const name = mediaParams(entry).find(param => param.kind === kind)?.name;
  const param = entry.params[name ?? ''];
  return name === undefined || param === undefined ? undefined : [name, param];
}

/** The value for files: a list where the parameter is one. */
export const mediaValue = (param: Param, values: readonly string[]): unknown =>
  param.type === 'array' ? values.slice(0, param.maxItems ?? values.length) : values[0];

/** Every text inside a value that looks like a media file or address. */
export function mediaStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(file|https?):\/\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(mediaStrings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(mediaStrings);
  return [];
}

/** Media of the draft: strings under parameters that take media, at any depth. */
export function draftMedia(entry: ModelEntry, draft: Readonly<Record<string, unknown>>): readonly string[] {
  const found = new Set<string>();
  const walk = (param: Param | undefined, value: unknown): void => {
    if (param === undefined || value === undefined) return;
    if ((param.media ?? param.items?.media) !== undefined) {
      for (const text of mediaStrings(value)) found.add(text);
    } else if (Array.isArray(value)) {
      for (const item of value) walk(param.items, item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(param.properties?.[name], inner);
    }
  };
  for (const [name, value] of Object.entries(draft)) walk(entry.params[name], value);
  return [...found];
}

/** A draft for another model: what has the same name and type stays; prompt and media move to where they fit. */
export function carryOver(
  from: ModelEntry | undefined,
  to: ModelEntry,
  draft: Readonly<Record<string, unknown>>,
  into: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...into };
  if (from === undefined) return result;
  const prompt = draft[mainPrompt(from) ?? ''];
  const promptName = mainPrompt(to);
  if (typeof prompt === 'string' && promptName !== undefined) result[promptName] ??= prompt;
  for (const kind of ['image', 'video', 'audio'] as const) {
    const files = mediaParams(from)
      .filter(param => param.kind === kind)
      .flatMap(({ name }) => mediaStrings(draft[name]));
    const target = mediaTarget(to, kind);
    if (files.length > 0 && target !== undefined) result[target[0]] ??= mediaValue(target[1], files);
  }
  return result;
}
