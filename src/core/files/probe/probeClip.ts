import fs from 'node:fs/promises';
import type { MediaFacts } from '../../../shared/form.ts';
import { audioFacts } from './probeAudio.ts';
import { ProbeBytes } from './probeBytes.ts';
import { matroskaFacts } from './probeMatroska.ts';
import { mp4Facts } from './probeMp4.ts';

/**
 * Kind, type, seconds and, of a video, pixels as shown and frames a second; undefined when the file is no clip or sound.
 *
 * Own readers rather than a library, because all code of the host may be 300 KB: mediabunny adds 230 KB with the
 * formats that matter here and 142 KB with MP4 alone, for it can also decode and write. Only a few header fields count.
 */
export async function clipFacts(file: string): Promise<MediaFacts | undefined> {
  try {
    const handle = await fs.open(file, 'r');
    try {
      const { size } = await handle.stat();
      for (const facts of [mp4Facts, matroskaFacts, audioFacts]) {
        const found = await facts(new ProbeBytes(handle, size));
        if (found) return found;
      }
      return undefined;
    } finally {
      await handle.close();
    }
  } catch {
    // Thrown for files whose fields lead outside of them or that never end: they cannot be used.
    return undefined;
  }
}
