import { mpegFrameAt } from './formats/mp3Frames.ts';

/** How many frames in a row prove that bytes in the middle of a file are MPEG audio. */
const PROOF_FRAMES = 4;

/**
 * Bytes of the MPEG layer II or III frame whose header is at `at`; undefined when there is none. Layer I is rare, and
 * UTF-16 begins like it.
 */
export function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const frame = mpegFrameAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
  return frame?.layer === 1 ? undefined : frame?.bytes;
}

/** Whether a run of MPEG audio frames begins anywhere in `bytes`, behind tags or junk. Takes linear time. */
export function hasMpegFrames(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    let next = at;
    let frames = 0;
    while (frames < PROOF_FRAMES) {
      const length = frameLength(bytes, next);
      if (length === undefined) break;
      next += length;
      frames++;
    }
    if (frames === PROOF_FRAMES) return true;
  }
  return false;
}
