/** Painting masks and drawing boxes over the images of another field. The model's entry declares which belong together. */
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { Box } from '../../components/imageTools/boxDrawer.ts';
import type { Painted } from '../../components/imageTools/maskPainter.ts';
import type { Stroke } from '../../components/imageTools/stroke.ts';
import type { Tool } from '../model/tool.ts';
import { setValue } from './draftActions.ts';
import { attempt, mergeMedia } from './page.ts';
import type { Page } from './page.ts';
import { entryOf, modelOf, valueAt } from './pageState.ts';
import type { PageState } from './pageState.ts';

/** The images in a field, by their place; undefined for those without a preview. */
export function imagesOf({ draft, media }: PageState, param: string): readonly (MediaItem | undefined)[] {
  const value = draft[param];
  const values: readonly unknown[] = Array.isArray(value)
    ? (value as readonly unknown[])
    : value === undefined
      ? []
      : [value];
  return values.map(one => {
    const item = typeof one === 'string' ? media[one] : undefined;
    return item?.preview === undefined ? undefined : item;
  });
}

/** The mask tool for a parameter; undefined without masks in the model, or without an image to paint over. */
export function maskTool(state: PageState, param: string): Tool | undefined {
  const mask = entryOf(state)?.masks?.[param];
  const image = mask === undefined ? undefined : imagesOf(state, mask.of)[0];
  return mask === undefined || image === undefined ? undefined : { kind: 'mask', param, image, paint: mask.paint };
}

/** The strokes of the current mask, if it was painted over this image. */
export function strokesOf({ draft, painted }: PageState, { param, image }: Tool): readonly Stroke[] {
  const mask = draft[param];
  const known = typeof mask === 'string' ? painted.get(mask) : undefined;
  return known?.image === image.value ? known.strokes : [];
}

/** Lets the extension store the mask as a file and puts it into its field. */
export async function applyMask(page: Page, { param, image }: Tool, { png, strokes }: Painted): Promise<void> {
  const { store, rpc } = page;
  const model = modelOf(store.get());
  await attempt(page, async () => {
    const name = `${image.name.replace(/\.\w+$/, '')} mask.png`;
    const { items } = await rpc.ask('importMedia', { files: [{ name, data: png }] });
    const value = items[0]?.value;
    if (value === undefined || modelOf(store.get()) !== model) return;
    store.update({ painted: new Map([...store.get().painted, [value, { image: image.value, strokes }]]) });
    mergeMedia(page, items);
    setValue(page, [param], value);
  });
}

/** The boxes of one image. */
export function boxesOf(state: PageState, param: string, index: number): readonly Box[] {
  const value = valueAt(state, [param, index]);
  const isBox = (box: unknown): box is Box =>
    Array.isArray(box) && box.length === 4 && box.every(side => typeof side === 'number');
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isBox) : [];
}

/** Sets the boxes of one image. Every image has a list, empty without boxes; without any box there is no value. */
export function applyBoxes(page: Page, param: string, index: number, boxes: readonly Box[]): void {
  const state = page.store.get();
  const of = entryOf(state)?.boxes?.[param]?.of ?? '';
  const count = Math.max(imagesOf(state, of).length, index + 1);
  const lists = Array.from({ length: count }, (_, i) => (i === index ? boxes : boxesOf(state, param, i)));
  setValue(page, [param], lists.every(list => list.length === 0) ? undefined : lists);
}
