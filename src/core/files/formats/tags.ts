import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const MAX_TAGS = 8;

/**
 * Returns the end of the tags at the start of a file, `from` without tags. APEv2 sizes exclude the header and padding. A
 * size beyond the file is wrong: such a tag is not skipped.
 */
export async function tagsEnd(file: FileReader, from = 0): Promise<number> {
  let at = from;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    let next = at;
    const head = Buffer.from(await file.read(at, 32));
    if (head.length >= 10 && letters(head, 0, 3) === 'ID3') {
      next = await id3End(file, at, head);
    } else if (head.length === 32 && letters(head, 0, 8) === 'APETAGEX') {
      next = at + 32 + head.readUInt32LE(12);
    }
    if (next === at || next > file.size) return at;
    at = next;
  }
  return at;
}

/**
 * ID3v2 sizes have seven bits per byte (id3.org/id3v2.4.0-structure). Some programs write them with eight: such a size
 * counts when audio begins behind it, but not behind the other one.
 */
async function id3End(file: FileReader, at: number, head: Buffer): Promise<number> {
  const start = at + 10 + (((head[5] ?? 0) & 0x10) === 0 ? 0 : 10);
  const end = start + head.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 0x7f), 0);
  const plainEnd = start + head.readUInt32BE(6);
  if (plainEnd === end || (await audioBegins(file, end))) return end;
  return (await audioBegins(file, plainEnd)) ? plainEnd : end;
}

/** Whether a frame of MPEG audio or AAC, another container of audio, or another tag begins at `at`. */
async function audioBegins(file: FileReader, at: number): Promise<boolean> {
  const head = await file.read(at, 4);
  if (head.length === 4 && (head.readUInt16BE(0) & 0xffe0) === 0xffe0 && head.readUInt16BE(0) !== 0xffff) return true;
  return /^(?:fLaC|OggS|RIFF|APET|ID3)/.test(letters(head));
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
