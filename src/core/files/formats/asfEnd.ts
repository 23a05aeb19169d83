import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { endsInZeros } from './zeros.ts';

/** A GUID and a size of 64 bits precede the content of an object. */
const OBJECT_BYTES = 24;
/** Data object: file ID, number of packets, and two reserved bytes before the packets. */
const DATA_BYTES = 50;
/** Larger than packets are in practice. */
const MAX_PACKET_BYTES = 64 * 1024;
const MAX_OBJECTS = 100;
const DATA = '3626b2758e66cf11a6d900aa0062ce6c';
/** Simple index, index, media object index and timecode index. */
const INDEXES = new Set([
  '90080033b1e5cf1189f400a0c90349cb',
  'd329e2d6da35d111903400a0c90349be',
  'f803b1fead12644c840f2a1d2f7ad48c',
  'd03fb73c4a0c0348953dedf7b6228f0c'
]);

/**
 * Checks the sizes of the top-level objects of a WMA or WMV file, and that the last packet is not zeros. The file size in
 * the header is not used: editors of tags leave it as it was. Source: Advanced Systems Format (ASF) Specification, 3 to 6
 */
export async function asfCompleteness(file: FileReader, start: number): Promise<Completeness> {
  let data: 'complete' | 'unknown' | undefined;
  for (let at = start, objects = 0; objects < MAX_OBJECTS; objects++) {
    const head = await file.read(at, DATA_BYTES);
    if (head.length < OBJECT_BYTES) return data ?? 'truncated';
    const id = head.toString('hex', 0, 16);
    if (data !== undefined && !INDEXES.has(id)) return data; // appended data
    const size = Number(head.readBigUInt64LE(16));
    // Streams and recordings have no size.
    if (id === DATA && size <= DATA_BYTES) return at + OBJECT_BYTES > file.size ? 'truncated' : 'unknown';
    if (size < OBJECT_BYTES) return 'unknown';
    at += size;
    if (at > file.size) return 'truncated';
    if (id === DATA) {
      const packetBytes = Math.floor((size - DATA_BYTES) / Math.max(1, Number(head.readBigUInt64LE(40))));
      if (await endsInZeros(file, at, Math.min(packetBytes, MAX_PACKET_BYTES))) return 'truncated';
      data = 'complete';
    }
  }
  return 'unknown';
}
