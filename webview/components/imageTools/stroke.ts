/** One step of painting a mask; a mask is a list of steps, so the last can be undone. Points are in pixels of the image. */
export type Stroke =
  | { readonly kind: 'paint' | 'erase'; readonly size: number; readonly points: readonly Point[] }
  | { readonly kind: 'invert' | 'clear' };

export type Point = readonly [x: number, y: number];
