import type { Stroke } from './stroke.ts';

/** Draws the strokes on an empty canvas: painted parts are opaque, others transparent. */
export function drawStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const stroke of strokes) drawStroke(context, stroke, canvas);
}

function drawStroke(
  context: CanvasRenderingContext2D,
  stroke: Stroke,
  { width, height }: { readonly width: number; readonly height: number }
): void {
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
 * Returns the mask as a PNG in the size of the layer: painted parts in one color, others in the other, no blending.
 * @throws when the browser cannot draw or encode the mask
 */
export async function maskPng(layer: HTMLCanvasElement, paint: 'black' | 'white'): Promise<Uint8Array> {
  const { width, height } = layer;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = layer.getContext('2d')?.getImageData(0, 0, width, height);
  if (context === null || image === undefined) throw new Error("This image can't be edited here.");
  const { data } = image;
  const [inside, outside] = paint === 'white' ? [255, 0] : [0, 255];
  for (let i = 0; i < data.length; i += 4) {
    data[i] = data[i + 1] = data[i + 2] = (data[i + 3] ?? 0) > 127 ? inside : outside;
    data[i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return bytesOf(canvas, 'image/png');
}

/**
 * Encodes the canvas. `quality`: 0 to 1, for lossy types.
 * @throws when the image is too large to encode
 */
export async function bytesOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, quality));
  if (blob?.type !== type) throw new Error('The image is too large to resize here.');
  return new Uint8Array(await blob.arrayBuffer());
}
