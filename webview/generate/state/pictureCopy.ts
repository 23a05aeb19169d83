import * as l10n from '@vscode/l10n';
import type { DroppedFile, MediaItem } from '../../../src/shared/protocol/media.ts';
import { bytesOf } from '../../components/painting.ts';
import type { Remedy } from '../model/remedy.ts';

/** Each try makes the picture smaller by this, until its bytes fit. */
const STEP = 0.85;
const MOST_TRIES = 20;

/** A copy of a picture as the remedy wants it; the picture itself stays as it is. */
export async function pictureCopy(item: MediaItem, remedy: Remedy): Promise<DroppedFile> {
  const picture = await load(item.preview ?? '');
  const name = `${item.name.replace(/\.\w+$/, '')}.${remedy.type === 'image/png' ? 'png' : 'jpg'}`;
  let { scale } = remedy;
  for (let tries = 0; tries < MOST_TRIES; tries++, scale *= STEP) {
    const data = await bytesOf(drawn(picture, scale, remedy.type), remedy.type, 0.92);
    if (data.byteLength <= (remedy.maxBytes ?? Infinity)) return { name, data };
  }
  throw new Error(l10n.t("Can't make the image small enough."));
}

async function load(src: string): Promise<HTMLImageElement> {
  const picture = new Image();
  // Without this the canvas may not be read.
  picture.crossOrigin = 'anonymous';
  picture.src = src;
  await picture.decode();
  return picture;
}

function drawn(picture: HTMLImageElement, scale: number, type: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(picture.naturalWidth * scale));
  canvas.height = Math.max(1, Math.floor(picture.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(l10n.t('The image is too large to resize here.'));
  if (type === 'image/jpeg') {
    // JPEG has no transparency; what was transparent would be black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
