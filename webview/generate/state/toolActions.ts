/** Painting masks and drawing boxes over the pictures of another field. The model's entry says which go together. */
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { Box } from '../../components/boxDrawer.ts';
import type { Painted } from '../../components/maskPainter.ts';
import type { Stroke } from '../../components/painting.ts';
import type { App } from './app.ts';
import type { Tool } from '../model/tool.ts';

/** The strokes behind the masks that were painted here, by the value of the mask, so that painting can go on. */
const painted = new Map<string, { readonly picture: string; readonly strokes: readonly Stroke[] }>();

/** The pictures in a field that can be shown, by their place; undefined where one cannot. */
export function picturesOf(app: App, param: string): readonly (MediaItem | undefined)[] {
  const value = app.draft[param];
  const values: readonly unknown[] = Array.isArray(value)
    ? (value as readonly unknown[])
    : value === undefined
      ? []
      : [value];
  return values.map(one => {
    const item = typeof one === 'string' ? app.media[one] : undefined;
    return item?.preview === undefined ? undefined : item;
  });
}

/** The mask tool for a parameter; undefined where the model has none, or no picture to paint over yet. */
export function maskTool(app: App, param: string): Tool | undefined {
  const mask = app.snapshot?.model?.entry.masks?.[param];
  const picture = mask === undefined ? undefined : picturesOf(app, mask.of)[0];
  return mask === undefined || picture === undefined ? undefined : { kind: 'mask', param, picture, paint: mask.paint };
}

/** What was painted so far, when it was over this picture. */
export function strokesOf(app: App, { param, picture }: Tool): readonly Stroke[] {
  const mask = app.draft[param];
  const known = typeof mask === 'string' ? painted.get(mask) : undefined;
  return known?.picture === picture.value ? known.strokes : [];
}

/** The host keeps the mask as a file, and it goes into the field. */
export async function takeMask(app: App, { param, picture }: Tool, { png, strokes }: Painted): Promise<void> {
  const { model } = app;
  await app.attempt(async () => {
    const name = `${picture.name.replace(/\.\w+$/, '')} mask.png`;
    const { items } = await app.rpc.ask('importMedia', { files: [{ name, data: png }] });
    const value = items[0]?.value;
    if (value === undefined || app.model !== model) return;
    painted.set(value, { picture: picture.value, strokes });
    app.know(items);
    app.set([param], value);
  });
}

/** The boxes of one picture. */
export function boxesOf(app: App, param: string, index: number): readonly Box[] {
  const value = app.get([param, index]);
  const isBox = (box: unknown): box is Box =>
    Array.isArray(box) && box.length === 4 && box.every(side => typeof side === 'number');
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isBox) : [];
}

/** Every picture has a list, an empty one where nothing was drawn; without any box there is no value. */
export function takeBoxes(app: App, param: string, index: number, boxes: readonly Box[]): void {
  const of = app.snapshot?.model?.entry.boxes?.[param]?.of ?? '';
  const count = Math.max(picturesOf(app, of).length, index + 1);
  const lists = Array.from({ length: count }, (_, i) => (i === index ? boxes : boxesOf(app, param, i)));
  app.set([param], lists.every(list => list.length === 0) ? undefined : lists);
}
