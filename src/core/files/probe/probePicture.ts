import { BMP } from 'image-size/types/bmp';
import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { TIFF } from 'image-size/types/tiff';
import { WEBP } from 'image-size/types/webp';
import type { MediaFacts } from '../../../shared/form.ts';
import { mimeOfName } from '../../../shared/mediaTypes.ts';
import { pngHasAlpha } from './pngAlpha.ts';

/** The pictures that models take or people have; the library knows as many again, which would double its size. */
const READERS = { png: PNG, jpg: JPG, webp: WEBP, gif: GIF, bmp: BMP, tiff: TIFF, heif: HEIF };

/** Type and size in pixels as shown (turned as the camera says), undefined when these bytes are no picture. */
export function pictureFacts(head: Uint8Array): MediaFacts | undefined {
  try {
    const [name, reader] = Object.entries(READERS).find(([, { validate }]) => validate(head)) ?? [];
    if (name === undefined || reader === undefined) return undefined;
    const { type = name, orientation, images = [], ...first } = reader.calculate(head);
    // A phone's picture is stored as tiles beside their whole.
    const { width, height } = [first, ...images].reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    const turned = orientation !== undefined && orientation >= 5;
    return {
      kind: 'image',
      mime: mimeOfName(`.${type}`) ?? mimeOfName(`.${name}`) ?? `image/${type}`,
      width: turned ? height : width,
      height: turned ? width : height,
      ...(name === 'png' && pngHasAlpha(head) ? { alpha: true } : {})
    };
  } catch {
    // The library has no other way to say that a picture is not whole.
    return undefined;
  }
}
