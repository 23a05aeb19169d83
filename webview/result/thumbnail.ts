import type { ResultFile, ResultSnapshot } from '../../src/shared/protocol/result.ts';
import { bytesOf } from '../components/canvasBytes.ts';
import type { ResultPage } from './page.ts';

/** The side of a thumbnail in pixels: an icon of 16 pixels on a screen of any density. */
const SIDE = 64;
const QUALITY = 0.8;
/** Position in a video, in seconds: the first frame is often black. */
const FRAME_SECONDS = 0.5;

/** Makes and sends the thumbnail that the extension requests of the shown file, once for each file. */
export function thumbnailMaker({ rpc }: Pick<ResultPage, 'rpc'>): (snapshot: ResultSnapshot) => Promise<void> {
  const made = new Set<string>();
  return async ({ localId, index, file, needsThumbnail }) => {
    const key = `${localId}#${index}`;
    if (needsThumbnail !== true || file?.src === undefined || made.has(key)) return;
    made.add(key);
    try {
      await rpc.ask('thumbnail', { localId, index, data: await thumbnailOf(file.kind, file.src) });
    } catch {
      // The browser cannot decode the file: the Tasks view keeps the icon of its kind.
    }
  };
}

async function thumbnailOf(kind: ResultFile['kind'], src: string): Promise<Uint8Array> {
  const source = kind === 'video' ? await frameOf(src) : await imageOf(src);
  const [width, height] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.naturalWidth, source.naturalHeight];
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  // The largest square in the middle.
  const side = Math.min(width, height);
  if (side === 0) throw new Error('There is no image.');
  const [x, y] = [(width - side) / 2, (height - side) / 2];
  canvas.getContext('2d')?.drawImage(source, x, y, side, side, 0, 0, SIDE, SIDE);
  if (source instanceof HTMLVideoElement) source.removeAttribute('src');
  return bytesOf(canvas, 'image/webp', QUALITY);
}

async function imageOf(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  // Without this, reading the canvas is forbidden.
  image.crossOrigin = 'anonymous';
  image.src = src;
  await image.decode();
  return image;
}

async function frameOf(src: string): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.crossOrigin = 'anonymous';
  video.muted = true;
  video.preload = 'auto';
  video.src = src;
  await nextEvent(video, 'loadeddata');
  video.currentTime = Math.min(FRAME_SECONDS, video.duration / 2);
  await nextEvent(video, 'seeked');
  return video;
}

const nextEvent = (video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> =>
  new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
  });
