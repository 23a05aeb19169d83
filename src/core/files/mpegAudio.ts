import { mpegFrameAt } from './formats/mp3Frames.ts';

/** Consecutive frames required as proof that bytes in the middle of a file are MPEG audio. */
const PROOF_FRAMES = 4;

/**
 * Returns the size in bytes of the MPEG layer II or III frame at `at`; undefined if there is none. Layer I is excluded:
 * it is rare, and UTF-16 text looks like it.
 */
export function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const frame = mpegFrameAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
  return frame?.layer === 1 ? undefined : frame?.bytes;
}

/** Whether consecutive MPEG audio frames begin anywhere in `bytes`, after tags or junk. Takes linear time. */
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
