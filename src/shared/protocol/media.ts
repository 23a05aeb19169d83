import type { MediaFacts } from '../form.ts';
import type { MediaKind } from '../model.ts';
import { MAX_DROPPED_BYTES } from '../files/droppedFiles.ts';
import { unionOf, isBytes, isString, listOf, object, oneOf, optional, partOf, recordOf, where } from '../guards.ts';
import type { Guarded, Guard } from '../guards.ts';

export const isMediaKind: Guard<MediaKind> = oneOf('image', 'video', 'audio');

/** A media file as the form shows it. */
const isMediaItem = object({
  /** The value in the draft: a file URI or a web address. */
  value: isString,
  name: isString,
  /** A thumbnail: an address inside the webview's localResourceRoots, or a data address. */
  preview: optional(isString),
  facts: optional(partOf<MediaFacts>({}))
});
export type MediaItem = Guarded<typeof isMediaItem>;

export const isMediaItems = object({ items: listOf(isMediaItem) });

/** Media items by the value that the draft holds. */
export const isMediaByValue = recordOf(isMediaItem);

/** A dropped or pasted file: its URI, or its content where it has none. */
export const isDroppedFile = unionOf(
  object({ uri: isString }),
  object({ name: isString, data: where(isBytes, ({ byteLength }) => byteLength <= MAX_DROPPED_BYTES) })
);
export type DroppedFile = Guarded<typeof isDroppedFile>;

/** Where the extension takes media from: a file picker, the active editor, or earlier results. */
export const isMediaSource = oneOf('files', 'editor', 'results');
export type MediaSource = Guarded<typeof isMediaSource>;
