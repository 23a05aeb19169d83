/** Conditions for menu items, as VS Code's when clauses. */
import { commonExtensions } from '../../shared/mediaTypes.ts';
import type { MediaKind } from '../../shared/model.ts';

/** On rows of the Tasks view whose context value has this word. */
export const onRow = (word: string): string => String.raw`view == kie.tasks && viewItem =~ /\b${word}\b/`;

/** On files with an extension that nearly every model for this kind of media takes. */
export const onFile = (...kinds: readonly MediaKind[]): string =>
  String.raw`resourceExtname =~ /^\.(${kinds.flatMap(commonExtensions).join('|')})$/i`;
