import * as l10n from '@vscode/l10n';
import type { Stroke } from '../../src/shared/protocol/imageTool.ts';
import { bytesOf } from '../components/canvasBytes.ts';
import type { Size } from './model/viewport.ts';

/** Draws a mask on an empty canvas: painted parts are opaque, others transparent. `base`: the mask before the strokes. */
export function drawStrokes(
  canvas: HTMLCanvasElement,
  base: HTMLCanvasElement | undefined,
  strokes: readonly Stroke[]
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (base !== undefined) context.drawImage(base, 0, 0);
  for (const stroke of strokes) drawStroke(context, stroke, canvas);
}

/** Draws the newest part of `strokes`, which `drawn` lacks. Returns false when the canvas has to be drawn from the start. */
export function drawNewest(canvas: HTMLCanvasElement, drawn: readonly Stroke[], strokes: readonly Stroke[]): boolean {
  const context = canvas.getContext('2d');
  const last = strokes.at(-1);
  const isNext = strokes.length === drawn.length || strokes.length === drawn.length + 1;
  if (context === null || last === undefined || !isNext) return false;
  if (strokes.slice(0, -1).some((stroke, index) => stroke !== drawn[index])) return false;
  const before = drawn[strokes.length - 1];
  if (before === last) return true;
  if (before === undefined) drawStroke(context, last, canvas);
  else if (!('points' in before && 'points' in last) || before.points.length > last.points.length) return false;
  else drawStroke(context, { ...last, points: last.points.slice(before.points.length - 1) }, canvas);
  return true;
}

function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke, { width, height }: Size): void {
  context.fillStyle = context.strokeStyle = '#f33';
  switch (stroke.kind) {
    case 'clear':
      context.clearRect(0, 0, width, height);
      return;
    case 'invert':
      context.globalCompositeOperation = 'xor';
      context.fillRect(0, 0, width, height);
      context.globalCompositeOperation = 'source-over';
      return;
    case 'paint':
    case 'erase': {
      const [first] = stroke.points;
      if (first === undefined) return;
      context.globalCompositeOperation = stroke.kind === 'paint' ? 'source-over' : 'destination-out';
      context.lineWidth = stroke.size;
      context.lineCap = context.lineJoin = 'round';
      // A dot at the start: a line without length is not drawn.
      context.beginPath();
      context.arc(...first, stroke.size / 2, 0, 2 * Math.PI);
      context.fill();
      context.beginPath();
      for (const point of stroke.points) context.lineTo(...point);
      context.stroke();
      context.globalCompositeOperation = 'source-over';
    }
  }
}

/**
 * Returns a mask as a layer: painted parts are opaque, others transparent; undefined when it has another size than the
 * image, so it was made for another one.
 * @throws when the browser cannot decode the mask
 */
export async function layerOfMask(
  src: string,
  size: Size,
  paint: 'black' | 'white'
): Promise<HTMLCanvasElement | undefined> {
  const image = new Image();
  // Without this, reading the canvas is forbidden.
  image.crossOrigin = 'anonymous';
  image.src = src;
  await image.decode();
  if (image.naturalWidth !== size.width || image.naturalHeight !== size.height) return undefined;
  const { canvas, context } = emptyCanvas(size);
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, size.width, size.height);
  const { data } = pixels;
  for (let i = 0; i < data.length; i += 4) {
    const isWhite = (data[i] ?? 0) > 127;
    data.set([255, 51, 51, isWhite === (paint === 'white') ? 255 : 0], i);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/**
 * Returns the mask as a PNG in the size of the layer: painted parts in one color, others in the other, no blending.
 * @throws when the browser cannot draw or encode the mask
 */
export async function maskPng(layer: HTMLCanvasElement, paint: 'black' | 'white'): Promise<Uint8Array> {
  const { width, height } = layer;
  const { canvas, context } = emptyCanvas({ width, height });
  const image = layer.getContext('2d')?.getImageData(0, 0, width, height);
  if (image === undefined) throw new Error(l10n.t('The image is too large to edit here.'));
  const { data } = image;
  const [inside, outside] = paint === 'white' ? [255, 0] : [0, 255];
  for (let i = 0; i < data.length; i += 4) {
    data[i] = data[i + 1] = data[i + 2] = (data[i + 3] ?? 0) > 127 ? inside : outside;
    data[i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return bytesOf(canvas, 'image/png');
}

/** @throws when the image is too large for a canvas */
function emptyCanvas({ width, height }: Size): {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
} {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(l10n.t('The image is too large to edit here.'));
  return { canvas, context };
}
