import type { Stroke } from '../../../src/shared/protocol/imageTool.ts';
import type { ToolState } from '../state/toolState.ts';
import { drawNewest, drawStrokes } from '../painting.ts';

interface Drawn {
  readonly base: HTMLCanvasElement | undefined;
  readonly strokes: readonly Stroke[];
}

/** The layer that holds the painted mask. */
export const maskLayer = (): HTMLCanvasElement | null => document.querySelector('canvas.mask-layer');

const drawn = new WeakMap<HTMLCanvasElement, Drawn>();

/** Places the image on the stage and draws the mask, after each render. */
export function drawLayers(root: HTMLElement, state: ToolState): void {
  const { size, view } = state;
  const sheet = root.querySelector<HTMLElement>('.sheet');
  if (sheet === null || size === undefined) return;
  // Set here, because the content security policy forbids style attributes.
  sheet.style.width = `${size.width}px`;
  sheet.style.height = `${size.height}px`;
  sheet.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  sheet.classList.toggle('is-enlarged', view.scale >= 3);
  const canvas = root.querySelector<HTMLCanvasElement>('canvas.mask-layer');
  if (canvas !== null) drawMask(canvas, state, { width: size.width, height: size.height });
}

function drawMask(
  canvas: HTMLCanvasElement,
  { base, strokes: { now } }: ToolState,
  { width, height }: { readonly width: number; readonly height: number }
): void {
  const before = drawn.get(canvas);
  if (before?.strokes === now && before.base === base && canvas.width === width && canvas.height === height) return;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const isNewest = before !== undefined && before.base === base && drawNewest(canvas, before.strokes, now);
  if (!isNewest) drawStrokes(canvas, base, now);
  drawn.set(canvas, { base, strokes: now });
}
