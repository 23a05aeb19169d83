/** Conditions for menu items, as when clauses of VS Code. */
import { commonExtensions } from '../../../shared/catalog/mediaTypes.ts';
import type { MediaKind } from '../../../shared/model.ts';

/** Matches items of the Tasks view whose context value contains this word. */
export const onRow = (word: string): string => String.raw`view == kie.tasks && viewItem =~ /\b${word}\b/`;

/** Matches files with an extension that nearly every model accepts for these kinds of media. */
export const onFile = (...kinds: readonly MediaKind[]): string =>
  String.raw`resourceExtname =~ /^\.(${kinds.flatMap(commonExtensions).join('|')})$/i`;
