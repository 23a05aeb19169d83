import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { isMediaContainer } from '../formats/magic.ts';
import { tagsEnd } from '../formats/tags.ts';
import { countFrames } from '../lengths/frameCount.ts';
import { signatureOf } from '../signatures.ts';
import { lengthFacts } from '../lengths/length.ts';
import { wavLength } from '../lengths/wavLength.ts';

const HEAD_BYTES = 4096;
const STREAMS = new Set(['audio/mpeg', 'audio/aac']);

/** Reads facts of WAV, MP3 and raw AAC files; undefined for other files. */
export async function audioFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const head = Buffer.from(await file.read(await tagsEnd(file), HEAD_BYTES));
  const text = letters(head, 0, 12);
  if (/^(?:RIFF|RIFX|RF64|BW64)[\s\S]{4}WAVE/.test(text)) {
    return { kind: 'audio', mime: 'audio/wav', ...lengthFacts(await wavLength(file)) };
  }
  // Other containers hold MPEG audio frames too.
  const signature = signatureOf(head)?.mime;
  if (isMediaContainer(head) || (signature !== undefined && !STREAMS.has(signature))) return undefined;
  const stream = await countFrames(file);
  return stream && { kind: 'audio', mime: stream.mime, ...lengthFacts(stream.length) };
}
