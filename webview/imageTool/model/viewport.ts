import type { Point } from '../../../src/shared/protocol/imageTool.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The place of the image: a point of it is at `point * scale + [x, y]` of the stage, in CSS pixels. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const MIN_SCALE = 0.02;
const MAX_SCALE = 40;
/** Small images are not enlarged further than this to fit the stage. */
const MAX_FIT = 8;
/** Around a fitted image, in CSS pixels. */
const MARGIN = 16;
/** This much of the image always stays on the stage, in CSS pixels. */
const MIN_VISIBLE = 32;

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), Math.max(min, max));

/** The whole image in the middle of the stage. */
export function fit(image: Size, stage: Size): Viewport {
  const available = (length: number): number => Math.max(1, length - 2 * MARGIN);
  const scale = clamp(
    Math.min(available(stage.width) / image.width, available(stage.height) / image.height),
    MIN_SCALE,
    MAX_FIT
  );
  return { scale, x: (stage.width - image.width * scale) / 2, y: (stage.height - image.height * scale) / 2 };
}

/** Scales by `factor`, while the point of the image at `at` of the stage stays where it is. */
export function zoomAt({ scale, x, y }: Viewport, factor: number, at: Point): Viewport {
  const next = clamp(scale * factor, MIN_SCALE, MAX_SCALE);
  const by = next / scale;
  return { scale: next, x: at[0] - (at[0] - x) * by, y: at[1] - (at[1] - y) * by };
}

/** Moves the image, which stays in sight. */
export function pan({ scale, x, y }: Viewport, by: Point, image: Size, stage: Size): Viewport {
  const within = (to: number, length: number, room: number): number =>
    clamp(to, MIN_VISIBLE - length * scale, room - MIN_VISIBLE);
  return { scale, x: within(x + by[0], image.width, stage.width), y: within(y + by[1], image.height, stage.height) };
}

/** The point of the image at a point of the stage. */
export const toImage = ({ scale, x, y }: Viewport, [stageX, stageY]: Point): Point => [
  (stageX - x) / scale,
  (stageY - y) / scale
];

/** The point of the stage at a point of the image. */
export const toStage = ({ scale, x, y }: Viewport, [imageX, imageY]: Point): Point => [
  imageX * scale + x,
  imageY * scale + y
];

/** The nearest point inside the image. */
export const insideImage = ([x, y]: Point, { width, height }: Size): Point => [clamp(x, 0, width), clamp(y, 0, height)];
