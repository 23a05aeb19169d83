import type { MediaItem } from '../../../src/shared/protocol/media.ts';

/** What is open over the form. */
export type Tool =
  | { readonly kind: 'mask'; readonly param: string; readonly picture: MediaItem; readonly paint: 'black' | 'white' }
  | { readonly kind: 'boxes'; readonly param: string; readonly picture: MediaItem; readonly index: number };
