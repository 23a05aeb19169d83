import { baseName } from '../files/mediaFiles.ts';
import { mediaKindOf, mediaParams } from '../../shared/catalog/mediaParams.ts';
import type { Draft } from '../../shared/form.ts';
import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';

/** The parameter that takes a single file of this kind: a required one, or the first. Never one for masks. */
export function mediaTarget(entry: ModelEntry, kind: MediaKind): readonly [string, Param] | undefined {
  const name = mediaParams(entry).find(param => param.kind === kind && !param.isMask)?.name;
  const param = entry.params[name ?? ''];
  return name === undefined || param === undefined ? undefined : [name, param];
}

/** The value for these files, as a list where the parameter is one, and how many of them fit. */
export function mediaFit(param: Param, values: readonly string[]): { readonly value: unknown; readonly taken: number } {
  if (param.type !== 'array') return { value: values[0], taken: Math.min(1, values.length) };
  const list = values.slice(0, param.maxItems ?? values.length);
  return { value: list, taken: list.length };
}

/**
 * Returns the input for one file, or for several where the parameter is a list: the media parameter of the model and
 * the documented defaults of other required parameters. Undefined when the model does not accept the file.
 */
export function inputForFiles(entry: ModelEntry, kind: MediaKind, files: readonly string[]): Draft | undefined {
  const target = mediaTarget(entry, kind);
  if (target === undefined) return undefined;
  const [name, param] = target;
  return { ...requiredDefaults(entry.params), [name]: mediaFit(param, files).value };
}

function requiredDefaults(params: Readonly<Record<string, Param>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) =>
      param.required === true && param.default !== undefined ? [[name, param.default]] : []
    )
  );
}

/** Every string inside a value that is a media file or URL. */
export function mediaStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(file|https?):\/\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(mediaStrings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(mediaStrings);
  return [];
}

/** The display name of a media file or URL: the last part of its path. */
export function mediaName(value: string): string {
  if (!URL.canParse(value)) return value;
  const name = baseName(new URL(value).pathname);
  try {
    return decodeURIComponent(name) || value;
  } catch {
    // Not percent-encoded text: shown as is.
    return name;
  }
}

/** The media of a draft: strings under media parameters, at any depth. */
export function draftMedia(entry: ModelEntry, draft: Readonly<Record<string, unknown>>): readonly string[] {
  const found = new Set<string>();
  const walk = (param: Param | undefined, value: unknown): void => {
    if (param === undefined || value === undefined) return;
    if (mediaKindOf(param) !== undefined) {
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
