import type { Box } from '../../../src/shared/catalog/imageTools.ts';
import type { Point } from '../../../src/shared/protocol/imageTool.ts';
import type { Size } from './viewport.ts';

/** A drag shorter than this fraction of the image width is a click. */
const MIN_DRAG = 0.01;

/** A part of a box: its inside, or the corner with these sides. */
type Grip = 'move' | readonly [side: 0 | 2, side: 1 | 3];

export interface Hit {
  readonly index: number;
  readonly grip: Grip;
}

const CORNERS: readonly (readonly [0 | 2, 1 | 3])[] = [
  [0, 1],
  [2, 1],
  [0, 3],
  [2, 3]
];

/** Returns the box with its corners in order. */
const upright = ([x1, y1, x2, y2]: Box): Box => [
  Math.min(x1, x2),
  Math.min(y1, y2),
  Math.max(x1, x2),
  Math.max(y1, y2)
];

/** The box between two points, in whole pixels inside the image. */
export function boxBetween(from: Point, to: Point, { width, height }: Size): Box {
  const within = (value: number, max: number): number => Math.round(Math.min(max, Math.max(0, value)));
  return upright([within(from[0], width), within(from[1], height), within(to[0], width), within(to[1], height)]);
}

/** Whether the box is large enough to have been drawn on purpose. */
export const isDrawn = ([x1, y1, x2, y2]: Box, { width }: Size): boolean =>
  Math.min(x2 - x1, y2 - y1) >= Math.max(1, width * MIN_DRAG);

/** Moves the box, which stays inside the image. */
export function moveBox([x1, y1, x2, y2]: Box, by: Point, { width, height }: Size): Box {
  const dx = Math.round(Math.min(Math.max(by[0], -x1), width - x2));
  const dy = Math.round(Math.min(Math.max(by[1], -y1), height - y2));
  return [x1 + dx, y1 + dy, x2 + dx, y2 + dy];
}

/** Moves the corner of the box with these sides. */
export function resizeBox(box: Box, sides: readonly [0 | 2, 1 | 3], to: Point, size: Size): Box {
  const [horizontal, vertical] = sides;
  return boxBetween([box[horizontal === 0 ? 2 : 0], box[vertical === 1 ? 3 : 1]], to, size);
}

/** The topmost box at a point, the corners first. `reach`: the size of a corner, in pixels of the image. */
export function hitBox(boxes: readonly Box[], [x, y]: Point, reach: number): Hit | undefined {
  for (const [index, box] of [...boxes.entries()].reverse()) {
    const corner = CORNERS.find(([h, v]) => Math.abs(box[h] - x) <= reach && Math.abs(box[v] - y) <= reach);
    if (corner !== undefined) return { index, grip: corner };
    if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) return { index, grip: 'move' };
  }
  return undefined;
}

/** A box in the middle of the image. */
export const middleBox = ({ width, height }: Size): Box =>
  boxBetween([width / 4, height / 4], [(width * 3) / 4, (height * 3) / 4], { width, height });

/** Returns the box with one side at `value`, or as it is when that is no number. */
export function withSide(box: Box, side: number, value: number, { width, height }: Size): Box {
  if (!Number.isFinite(value)) return box;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box.with(side, value);
  return boxBetween([x1, y1], [x2, y2], { width, height });
}
