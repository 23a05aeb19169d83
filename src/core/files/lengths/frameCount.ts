import type { FileReader } from '../fileReader.ts';
import { findFrameStream, walkFrames } from '../formats/frameStream.ts';
import type { FrameStream } from '../formats/frameStream.ts';
import { mp3Counts, mpegFrameAt } from '../formats/mp3Frames.ts';
import { endBeforeTags, tagsEnd } from '../formats/tags.ts';
import type { Length } from './length.ts';

interface CountedStream extends Pick<FrameStream, 'mime'> {
  readonly length: Length;
}

/**
 * Counts the frames of an MPEG audio or ADTS file. Headers are not trusted: they do not cover joined files, and some
 * files have no count. Undefined for other files.
 */
export async function countFrames(file: FileReader): Promise<CountedStream | undefined> {
  return countFramesBetween(file, await tagsEnd(file), await endBeforeTags(file));
}

/** Counts the frames between two offsets, as in audio of another container. */
export async function countFramesBetween(
  file: FileReader,
  start: number,
  end: number
): Promise<CountedStream | undefined> {
  const stream = await findFrameStream(file, { from: start, end });
  if (stream === undefined) return undefined;
  const counting = stream.mime === 'audio/mpeg' ? await countingFrameBytes(file, stream.first) : 0;
  // Samples by rate: joined files can have several rates, and integer sums have no rounding errors.
  const samples = new Map<number, number>();
  await walkFrames(file, stream.frameAt, { from: stream.first + counting, end }, frame =>
    samples.set(frame.rate, (samples.get(frame.rate) ?? 0) + frame.samples)
  );
  const seconds = [...samples].reduce((sum, [rate, count]) => sum + count / rate, 0);
  return { mime: stream.mime, length: { kind: 'exact', seconds } };
}

/** Returns the size of a first frame that only holds counts, 0 if it holds audio. */
async function countingFrameBytes(file: FileReader, at: number): Promise<number> {
  const bytes = await file.read(at, 2048);
  const frame = mpegFrameAt(bytes, 0);
  return frame && mp3Counts(bytes.subarray(0, frame.bytes), frame) ? frame.bytes : 0;
}
