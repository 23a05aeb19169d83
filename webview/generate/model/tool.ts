import type { MediaItem } from '../../../src/shared/protocol/media.ts';

/** A tool that covers the form. */
export type Tool =
  | { readonly kind: 'mask'; readonly param: string; readonly image: MediaItem; readonly paint: 'black' | 'white' }
  | { readonly kind: 'boxes'; readonly param: string; readonly image: MediaItem; readonly index: number };
