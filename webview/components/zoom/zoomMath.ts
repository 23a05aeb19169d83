/** Sizes and positions in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The zoom levels that the buttons and keys step through, as factors of the natural size. */
const LEVELS: readonly number[] = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];
export const MIN_SCALE = 0.05;
export const MAX_SCALE = 16;

/** The scale at which the whole image is visible; never larger than its natural size. */
export function fitScale(view: Size, image: Size): number {
  if (image.width <= 0 || image.height <= 0) return 1;
  return Math.max(MIN_SCALE, Math.min(1, view.width / image.width, view.height / image.height));
}

/** The next level above (1) or below (-1) a scale. */
export function stepScale(scale: number, direction: 1 | -1): number {
  const next =
    direction === 1 ? LEVELS.find(level => level > scale * 1.001) : LEVELS.findLast(level => level < scale * 0.999);
  return next ?? (direction === 1 ? MAX_SCALE : MIN_SCALE);
}

/** The scale after a turn of the wheel (`deltaY` of the event): about 10 % for each notch. */
export const wheelScale = (scale: number, deltaY: number): number =>
  Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * Math.exp(-Math.max(-100, Math.min(100, deltaY)) / 500)));

/**
 * The scroll position along one axis that keeps a point of the image in place when the scale changes.
 * @param at the point, from the edge of the view
 * @param scrolled the scroll position before
 * @param factor the new scale divided by the old one
 */
export const scrollAround = (at: number, scrolled: number, factor: number): number =>
  Math.max(0, (scrolled + at) * factor - at);
