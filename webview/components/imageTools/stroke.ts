/** One step of painting a mask; a mask is a list of steps, so the last can be undone. Points are in pixels of the image. */
export type Stroke =
  | { readonly kind: 'paint' | 'erase'; readonly size: number; readonly points: readonly Point[] }
  | { readonly kind: 'invert' | 'clear' };

export type Point = readonly [x: number, y: number];

/** Returns how far an arrow key moves the brush; undefined for other keys. */
export function brushMove(key: string, step: number): Point | undefined {
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step]
  };
  return moves[key];
}
