import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { isFilledUp } from './zeros.ts';

/** Bytes that begin an MPEG-TS packet (ISO/IEC 13818-1, 2.4.3.2). */
const SYNC = 0x47;
/** Consecutive packets required as proof. */
const PROOF_PACKETS = 3;

/** Packets with a 4-byte time code before them (M2TS), alone, or with 16 or 20 bytes of error correction after them. */
const LAYOUTS = [
  { before: 0, bytes: 188 },
  { before: 4, bytes: 192 },
  { before: 0, bytes: 204 },
  { before: 0, bytes: 208 }
] as const;

type PacketLayout = (typeof LAYOUTS)[number];

/** Returns how the packets of a file that begins with them are laid out; undefined for other files. */
export const packetLayout = (head: Uint8Array): PacketLayout | undefined =>
  LAYOUTS.find(({ before, bytes }) =>
    Array.from({ length: PROOF_PACKETS }, (_, n) => head[before + n * bytes]).every(byte => byte === SYNC)
  );

/** Checks that the file ends after a packet. Nothing shows whether packets are missing, so it is never `complete`. */
export async function transportStreamCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const layout = packetLayout(await file.read(start, PROOF_PACKETS * 208));
  if (layout === undefined) return 'unknown';
  const { before, bytes } = layout;
  if (await isFilledUp(file, start, file.size)) return 'truncated';
  const rest = (file.size - start) % bytes;
  // Appended data has no sync byte.
  return rest > before && (await file.read(file.size - rest + before, 1))[0] === SYNC ? 'truncated' : 'unknown';
}
