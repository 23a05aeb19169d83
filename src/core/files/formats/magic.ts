import { letters } from '../fileReader.ts';

/** Boxes that an MP4 or QuickTime file may begin with. */
const FIRST_BOXES = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'uuid', 'pnot', 'moof']);

/** Bytes of a packet of MPEG-TS, each of which begins with a "G" (ISO/IEC 13818-1, 2.4.3). */
const PACKET_BYTES = 188;

/** Whether a file begins like ISO/IEC 14496-12 or QuickTime. */
export const isBoxed = (head: Buffer): boolean => FIRST_BOXES.has(letters(head, 4));

/** Whether a file begins like MPEG-TS. */
export const isTransportStream = (head: Buffer): boolean =>
  head.length > 2 * PACKET_BYTES && [0, 1, 2].every(packet => head[packet * PACKET_BYTES] === 0x47);

/** Whether a file begins like a container that clipFacts.ts knows. */
export const isClip = (head: Buffer): boolean =>
  isBoxed(head) || isTransportStream(head) || ['OggS', 'fLaC', '\x1aE\xdf\xa3'].includes(letters(head));
