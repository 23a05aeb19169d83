import { imageSize } from 'image-size';
import type { MediaFacts } from '../../shared/form.ts';
import { mimeOfName } from '../../shared/mediaTypes.ts';

/** Type and size in pixels as shown (turned as the camera says), undefined when these bytes are no picture. */
export function pictureFacts(head: Uint8Array): MediaFacts | undefined {
  try {
    const { type, width, height, orientation } = imageSize(head);
    const turned = orientation !== undefined && orientation >= 5;
    return {
      kind: 'image',
      ...(type === undefined ? {} : { mime: mimeOfName(`.${type}`) ?? `image/${type}` }),
      width: turned ? height : width,
      height: turned ? width : height
    };
  } catch {
    // The library has no other way to say that it does not know the format.
    return undefined;
  }
}
