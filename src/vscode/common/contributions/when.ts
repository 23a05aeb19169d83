/** Conditions for menu items, as when clauses of VS Code. */
import { commonExtensions, RESULT_EXTENSIONS } from '../../../shared/catalog/mediaTypes.ts';
import type { MediaKind } from '../../../shared/model.ts';

/** Matches items of the Tasks view whose context value contains this word. */
export const onRow = (word: string): string => String.raw`view == kie.tasks && viewItem =~ /\b${word}\b/`;

/** Matches files that the extension host can read. */
export const IN_REACH = 'resourceScheme =~ /^(file|vscode-remote)$/';

const hasExtension = (extensions: readonly string[]): string =>
  String.raw`resourceExtname =~ /^\.(${extensions.join('|')})$/i`;

/** Matches files with an extension that nearly every model accepts for these kinds of media. */
export const onFile = (...kinds: readonly MediaKind[]): string => hasExtension(kinds.flatMap(commonExtensions));

/** Matches files that can be results by their extension. For the Command Palette. */
export const ON_RESULT_TYPE = hasExtension(RESULT_EXTENSIONS);

/**
 * Matches files that are likely results. For menus: files that few models accept, and text, appear only in a folder
 * named `kie`, the default output folder. Elsewhere they are rarely results.
 */
export const ON_RESULT_FILE = [
  onFile('image', 'video', 'audio'),
  String.raw`(${ON_RESULT_TYPE} && resourceDirname =~ /[\\/]kie([\\/]|$)/)`
].join(' || ');
