import type { MediaFacts } from '../form.ts';
import type { MediaKind } from '../model.ts';
import { MAX_DROPPED_BYTES } from '../droppedFiles.ts';
import { either, isBytes, isText, listOf, object, oneOf, optional, partOf, recordOf, where } from '../shape.ts';
import type { Checked, Is } from '../shape.ts';

export const isMediaKind: Is<MediaKind> = oneOf('image', 'video', 'audio');

/** A media file as the form shows it. */
export const isMediaItem = object({
  /** The value in the draft: a file URI or a web address. */
  value: isText,
  name: isText,
  /** A thumbnail: an address inside the webview's localResourceRoots, or a data address. */
  preview: optional(isText),
  facts: optional(partOf<MediaFacts>({}))
});
export type MediaItem = Checked<typeof isMediaItem>;

export const isMediaItems = object({ items: listOf(isMediaItem) });

/** Media items by the value that the draft holds. */
export const isMediaByValue = recordOf(isMediaItem);

/** A dropped or pasted file: its URI, or its content where it has none. */
export const isDroppedFile = either(
  object({ uri: isText }),
  object({ name: isText, data: where(isBytes, ({ byteLength }) => byteLength <= MAX_DROPPED_BYTES) })
);
export type DroppedFile = Checked<typeof isDroppedFile>;

/** Where the extension takes media from: a file picker, the active editor, or earlier results. */
export const isMediaSource = oneOf('files', 'editor', 'results');
export type MediaSource = Checked<typeof isMediaSource>;
