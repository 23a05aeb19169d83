/** MPEG-1, 2 and 2.5 layer III and II, in kbit/s by bit rate index. Source: ISO/IEC 11172-3, 13818-3 */
const RATES = {
  v1l3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v1l2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
} as const;
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;

/** How many frames in a row prove that bytes in the middle of a file are MPEG audio. */
const PROOF_FRAMES = 4;

/** Bytes of the MPEG layer II or III frame whose header is at `at`; undefined when there is none. */
export function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const [first, second = 0, third = 0xff] = bytes.subarray(at, at + 3);
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const rate = SAMPLE_RATES[(third >> 2) & 3];
  if (version === 1 || (layer !== 1 && layer !== 2) || rate === undefined) return undefined;
  const table = version !== 3 ? RATES.v2 : layer === 1 ? RATES.v1l3 : RATES.v1l2;
  const kbits = table[third >> 4];
  if (kbits === undefined || kbits === 0) return undefined;
  const samplesPerByte = version !== 3 && layer === 1 ? 72 : 144;
  const sampleRate = rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  return Math.floor((samplesPerByte * kbits * 1000) / sampleRate) + ((third >> 1) & 1);
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
