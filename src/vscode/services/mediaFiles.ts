import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';

/** File name extensions by kind, as the menus of the manifest have them. */
export const EXTENSIONS: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'webp'],
  video: ['mp4', 'mov', 'mkv'],
  audio: ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'flac']
};

export const extensionOf = (path: string): string => /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

export const isOfKind = (path: string, kind: MediaKind): boolean => EXTENSIONS[kind].includes(extensionOf(path));

/** The kind of a file by its name. */
export function kindOf(path: string): MediaKind | undefined {
  return (['image', 'video', 'audio'] as const).find(kind => isOfKind(path, kind));
}

/** The top-level parameters that take media, of one kind or of any. */
export function mediaParams(entry: ModelEntry, kind?: MediaKind): readonly (readonly [string, Param])[] {
  return Object.entries(entry.params).filter(([, param]) => {
    const media = mediaOf(param);
    return media !== undefined && (kind === undefined || media === kind);
  });
}

/** What kind of media a parameter takes, itself or as a list. */
export const mediaOf = (param: Param): MediaKind | undefined => param.media ?? param.items?.media;

/** The parameter that a single file of this kind goes to: a required one, else the first. */
export function mediaTarget(entry: ModelEntry, kind: MediaKind): readonly [string, Param] | undefined {
  const candidates = mediaParams(entry, kind);
  return candidates.find(([, param]) => param.required === true) ?? candidates[0];
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
    if (mediaOf(param) !== undefined) {
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
  const prompt = draft['prompt'];
  const promptName = promptParam(to);
  if (typeof prompt === 'string' && promptName !== undefined) result[promptName] ??= prompt;
  for (const kind of ['image', 'video', 'audio'] as const) {
    const files = mediaParams(from, kind).flatMap(([name]) => mediaStrings(draft[name]));
    const target = mediaTarget(to, kind);
    if (files.length > 0 && target !== undefined) result[target[0]] ??= mediaValue(target[1], files);
  }
  return result;
}

/** The parameter a prompt goes to. */
export function promptParam(entry: ModelEntry): string | undefined {
  if (entry.params['prompt']?.type === 'string') return 'prompt';
  return Object.entries(entry.params).find(
    ([name, param]) => param.type === 'string' && /^(text|lyrics|script)$/.test(name)
  )?.[0];
}
