import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const MAX_TAGS = 8;

/**
 * Returns the end of the tags at the start of a file, `from` without tags. ID3v2 sizes have seven bits per byte
 * (id3.org/id3v2.4.0-structure); APEv2 sizes exclude the header and padding. A size beyond the file is wrong: such a tag
 * is not skipped.
 */
export async function tagsEnd(file: FileReader, from = 0): Promise<number> {
  let at = from;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    let next = at;
    const head = await file.read(at, 32);
    if (head.length >= 10 && letters(head, 0, 3) === 'ID3') {
      const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : 10;
      next = at + 10 + footer + head.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 0x7f), 0);
    } else if (head.length === 32 && letters(head, 0, 8) === 'APETAGEX') {
      next = at + 32 + head.readUInt32LE(12);
    }
    if (next === at || next > file.size) return at;
    at = next;
  }
  return at;
}

/** Returns the offset at which ID3v1 and APE tags begin at the end of a file, its size without tags. */
export async function endBeforeTags(file: FileReader): Promise<number> {
  let end = file.size;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    if (letters(await file.read(end - 128, 3), 0, 3) === 'TAG') {
      end -= 128;
      continue;
    }
    const ape = await file.read(end - 32, 32);
    if (letters(ape, 0, 8) !== 'APETAGEX' || ape.length < 32) return end;
    // The size excludes the header, whose presence is bit 31 of the flags.
    const size = ape.readUInt32LE(12) + (ape.readUInt32LE(20) >>> 31 === 1 ? 32 : 0);
    if (size < 32 || size > end) return end;
    end -= size;
  }
  return end;
}
