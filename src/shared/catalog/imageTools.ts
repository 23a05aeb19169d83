/** Masks and boxes that are drawn over the images of another field. The model's entry declares which belong together. */
import type { Draft } from '../form.ts';
import { isNumber, isString, where } from '../guards.ts';
import type { ModelEntry } from '../model.ts';

/** Left, top, right, bottom in whole pixels of the image. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export const isBox = where(
  (value: unknown): value is Box => Array.isArray(value) && value.every(isNumber),
  box => (box as readonly number[]).length === 4
);

/** What can be drawn for a parameter. */
export type ImageTool =
  | {
      readonly kind: 'mask';
      readonly param: string;
      /** The image to draw over, as in the draft. */
      readonly image: string;
      /** The color of the painted area in the mask. */
      readonly paint: 'black' | 'white';
      /** The mask in the draft. */
      readonly mask?: string;
    }
  | {
      readonly kind: 'boxes';
      readonly param: string;
      readonly image: string;
      /** The place of the image in its list. */
      readonly index: number;
      readonly boxes: readonly Box[];
      readonly max?: number;
    };

type Entry = Pick<ModelEntry, 'params' | 'masks' | 'boxes'>;

/** The name of the parameter whose images are drawn over; undefined when nothing is drawn for the parameter. */
export const drawnOver = ({ masks, boxes }: Entry, param: string): string | undefined =>
  masks?.[param]?.of ?? boxes?.[param]?.of;

/** The tools for a parameter: one for a mask, one for each image with boxes, none without an image. */
export function imageTools(entry: Entry, draft: Draft, param: string): readonly ImageTool[] {
  const images = imagesOf(draft, drawnOver(entry, param));
  const mask = entry.masks?.[param];
  if (mask !== undefined) {
    const [image] = images;
    const now = draft[param];
    if (image === undefined) return [];
    return [{ kind: 'mask', param, image, paint: mask.paint, ...(isString(now) ? { mask: now } : {}) }];
  }
  if (entry.boxes?.[param] === undefined) return [];
  const max = entry.params[param]?.items?.maxItems;
  return images.map((image, index) => ({
    kind: 'boxes',
    param,
    image,
    index,
    boxes: boxesAt(draft, param, index),
    ...(max === undefined ? {} : { max })
  }));
}

/** Whether the image that a tool draws over is still in the draft. */
export const hasImage = (entry: Entry, draft: Draft, tool: ImageTool): boolean =>
  imagesOf(draft, drawnOver(entry, tool.param)).includes(tool.image);

/**
 * The value of a parameter with the boxes of one image. Every image has a list, empty without boxes; without any box
 * there is no value.
 */
export function withBoxes(
  entry: Entry,
  draft: Draft,
  { param, image, index }: Pick<ImageTool & { readonly kind: 'boxes' }, 'param' | 'image' | 'index'>,
  boxes: readonly Box[]
): readonly (readonly Box[])[] | undefined {
  const images = imagesOf(draft, drawnOver(entry, param));
  // The image may have moved in its list.
  const at = images[index] === image ? index : images.indexOf(image);
  const lists = images.map((_, i) => (i === at ? boxes : boxesAt(draft, param, i)));
  return lists.every(list => list.length === 0) ? undefined : lists;
}

function boxesAt(draft: Draft, param: string, index: number): readonly Box[] {
  const lists = draft[param];
  const list: unknown = Array.isArray(lists) ? lists[index] : undefined;
  return Array.isArray(list) ? list.filter(isBox) : [];
}

/** The images in a parameter, as in the draft. */
function imagesOf(draft: Draft, param: string | undefined): readonly string[] {
  const value = param === undefined ? undefined : draft[param];
  const values: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return values.filter(isString);
}
