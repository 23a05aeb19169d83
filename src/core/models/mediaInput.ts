import { mainPrompt } from '../../shared/catalog/mainPrompt.ts';
import { commonExtensions, extensionOf, extensionsOfType, kindOfName } from '../../shared/catalog/mediaTypes.ts';
import { mediaParams } from '../../shared/catalog/mediaParams.ts';
import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';

/** The file extensions of the types that a parameter accepts, or the common ones when it lists none. */
export function extensionsFor(kind: MediaKind, accept: readonly string[]): readonly string[] {
  const found = accept.filter(type => type.startsWith(`${kind}/`) && !type.endsWith('*')).flatMap(extensionsOfType);
  return found.length === 0 ? commonExtensions(kind) : [...new Set(found)];
}

/** A glob for files with these extensions in any case, because VS Code globs are case-sensitive. */
export function globFor(extensions: readonly string[]): string {
  const anyCase = (extension: string): string =>
    extension.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`);
  return `**/*.{${extensions.map(anyCase).join(',')}}`;
}

/** The last segment of a path or URL, for lists. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/**
 * In some languages punctuation is ignored by default. Created on first use, because it would take most of this
 * module's startup time.
 */
let counting: Intl.Collator | undefined;

/** Natural order as in the explorer: p1, p2, p10; a folder before one whose name continues. */
export function compareNaturally(a: { readonly path: string }, b: { readonly path: string }): number {
  // A tab sorts before every character that a name may contain.
  const [one, two] = [a.path.replaceAll('/', '\t'), b.path.replaceAll('/', '\t')];
  counting ??= new Intl.Collator(undefined, { numeric: true, ignorePunctuation: false });
  return counting.compare(one, two) || (one < two ? -1 : 1);
}

export const isOfKind = (path: string, kind: MediaKind): boolean => kindOfName(path) === kind;

/** Whether the context menus apply to the file; folders are expanded to such files. */
export const isCommon = (path: string, kind: MediaKind): boolean => commonExtensions(kind).includes(extensionOf(path));

/** The parameter that takes a single file of this kind: a required one, or the first. */
export function mediaTarget(entry: ModelEntry, kind: MediaKind): readonly [string, Param] | undefined {
  const name = mediaParams(entry).find(param => param.kind === kind)?.name;
  const param = entry.params[name ?? ''];
  return name === undefined || param === undefined ? undefined : [name, param];
}

/** The value for these files, as a list where the parameter is one, and how many of them fit. */
export function mediaFit(param: Param, values: readonly string[]): { readonly value: unknown; readonly taken: number } {
  if (param.type !== 'array') return { value: values[0], taken: Math.min(1, values.length) };
  const list = values.slice(0, param.maxItems ?? values.length);
  return { value: list, taken: list.length };
}

/** Every string inside a value that is a media file or URL. */
export function mediaStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(file|https?):\/\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(mediaStrings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(mediaStrings);
  return [];
}

/** The media of a draft: strings under media parameters, at any depth. */
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

/** Transfers a draft to another model: the prompt and media move to the parameters of the same kind. */
export function transferByKind(
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
    if (files.length > 0 && target !== undefined) result[target[0]] ??= mediaFit(target[1], files).value;
  }
  return result;
}
