import { commonExtensions, extensionOf, extensionsOfType, kindOfName } from '../../shared/catalog/mediaTypes.ts';
import { compareTexts } from '../../shared/format/collation.ts';
import { foreignText } from '../../shared/foreignText.ts';
import type { MediaKind } from '../../shared/model.ts';

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

/** The last segment of a path or URL as text to show: without hidden and direction-changing characters. */
export const shownName = (path: string): string => foreignText(baseName(path));

/** Natural order as in the explorer: p1, p2, p10; a folder before one whose name continues. */
export function compareNaturally(a: { readonly path: string }, b: { readonly path: string }): number {
  // A tab sorts before every character that a name may contain.
  const [one, two] = [a.path.replaceAll('/', '\t'), b.path.replaceAll('/', '\t')];
  return compareTexts(one, two) || (one < two ? -1 : 1);
}

export const isOfKind = (path: string, kind: MediaKind): boolean => kindOfName(path) === kind;

/** Whether the context menus apply to the file; folders are expanded to such files. */
export const isCommon = (path: string, kind: MediaKind): boolean => commonExtensions(kind).includes(extensionOf(path));
