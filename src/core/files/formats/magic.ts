import { letters } from '../fileReader.ts';

/** Box types that can come first in an MP4 or QuickTime file. */
const FIRST_BOXES = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'uuid', 'pnot', 'moof']);

/** Size of an MPEG-TS packet; each begins with the sync byte "G" (ISO/IEC 13818-1, 2.4.3). */
const PACKET_BYTES = 188;

/** Whether a file begins with an ISO/IEC 14496-12 or QuickTime box. */
export const isBoxed = (head: Buffer): boolean => FIRST_BOXES.has(letters(head, 4));

const isTransportStream = (head: Buffer): boolean =>
  head.length > 2 * PACKET_BYTES && [0, 1, 2].every(packet => head[packet * PACKET_BYTES] === 0x47);

/** Whether a file begins like a container that `containerFacts` can read. */
export const isMediaContainer = (head: Buffer): boolean =>
  isBoxed(head) || isTransportStream(head) || ['OggS', 'fLaC', '\x1aE\xdf\xa3'].includes(letters(head));
