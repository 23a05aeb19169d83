import * as l10n from '@vscode/l10n';
import type { DroppedFile, MediaItem } from '../../../src/shared/protocol/media.ts';
import { bytesOf } from '../../components/canvasBytes.ts';
import type { CopyRecipe } from '../model/copyRecipe.ts';

/** Each attempt scales the image by this factor, until its bytes fit. */
const STEP = 0.85;
const MAX_TRIES = 20;

/**
 * Returns a copy of an image in the type and size of the recipe; the original is not changed.
 * @throws when no attempt is small enough, or the image cannot be decoded
 */
export async function imageCopy(item: MediaItem, recipe: CopyRecipe): Promise<DroppedFile> {
  const image = await load(item.preview ?? '');
  const name = `${item.name.replace(/\.\w+$/, '')}.${recipe.type === 'image/png' ? 'png' : 'jpg'}`;
  let { scale } = recipe;
  for (let tries = 0; tries < MAX_TRIES; tries++, scale *= STEP) {
    const data = await bytesOf(drawn(image, scale, recipe.type), recipe.type, 0.92);
    if (data.byteLength <= (recipe.maxBytes ?? Infinity)) return { name, data };
  }
  throw new Error(l10n.t("Can't make the image small enough."));
}

async function load(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  // Without this, reading the canvas is forbidden.
  image.crossOrigin = 'anonymous';
  image.src = src;
  await image.decode();
  return image;
}

function drawn(image: HTMLImageElement, scale: number, type: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.floor(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(l10n.t('The image is too large to resize here.'));
  if (type === 'image/jpeg') {
    // JPEG has no transparency: transparent parts would become black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
