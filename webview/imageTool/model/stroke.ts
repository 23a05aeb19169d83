import type { Point, Stroke } from '../../../src/shared/protocol/imageTool.ts';

/** Returns how far an arrow key moves something; undefined for other keys. */
export function arrowMove(key: string, step: number): Point | undefined {
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step]
  };
  return moves[key];
}

/** Adds a point to the last stroke; without one to continue, returns the strokes as they are. */
export function extendStroke(strokes: readonly Stroke[], point: Point): readonly Stroke[] {
  const last = strokes.at(-1);
  if (last?.kind !== 'paint' && last?.kind !== 'erase') return strokes;
  return [...strokes.slice(0, -1), { ...last, points: [...last.points, point] }];
}
