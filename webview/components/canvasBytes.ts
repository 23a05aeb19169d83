import * as l10n from '@vscode/l10n';

/**
 * Encodes the canvas. `quality`: 0 to 1, for lossy types.
 * @throws when the image is too large to encode
 */
export async function bytesOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, quality));
  if (blob?.type !== type) throw new Error(l10n.t('The image is too large to encode here.'));
  return new Uint8Array(await blob.arrayBuffer());
}
