import type { EncodedPacket, InputFormat, InputTrack, InputVideoTrack } from 'mediabunny';
import { CustomSource, EncodedPacketSink, Input } from 'mediabunny';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import type { Length } from './length.ts';
import { lengthFacts } from './length.ts';

/** Packets from which the frame rate is computed. */
const RATE_PACKETS = 240;
/** A longer gap between packets is a cut, after which the clock may have restarted. */
const MAX_GAP_SECONDS = 1;
/** Two frames of a video last less than a tenth of a second. */
const MAX_REPEATS = 2;

/**
 * Calls `use` with a file opened by the library, and closes it afterwards.
 * @throws errors of the library for unreadable content, and any error of `use`
 */
export async function withInput<T>(
  file: FileReader,
  formats: InputFormat[],
  use: (input: Input) => Promise<T>
): Promise<T> {
  let failure: unknown;
  const source = new CustomSource({
    getSize: () => file.size,
    read: async (start, end) => file.read(start, end - start),
    prefetchProfile: 'fileSystem',
    handleUnhandledError: error => {
      failure = error;
    }
  });
  const input = new Input({ source, formats });
  try {
    const result = await use(input);
    if (failure === undefined) return result;
    throw new Error('The file could not be read.', { cause: failure });
  } finally {
    input.dispose();
  }
}

/** Returns kind, type, displayed size in pixels and frames per second; undefined without a video or audio track. */
export async function tracksFacts(
  input: Input,
  subtype: string,
  length: Length | undefined
): Promise<MediaFacts | undefined> {
  const video = await input.getPrimaryVideoTrack();
  if (!video && !(await input.getPrimaryAudioTrack())) return undefined;
  const kind = video ? 'video' : 'audio';
  const facts = { kind, mime: `${kind}/${subtype}`, ...lengthFacts(length) } as const;
  if (!video) return facts;
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
  const fps = Math.round((await frameRate(video)) * 1000) / 1000;
  return {
    ...facts,
    ...(width > 0 && height > 0 ? { width, height } : {}),
    ...(Number.isFinite(fps) && fps > 0 ? { fps } : {})
  };
}

/** Computes frames per second from the timestamps of the first packets; the last packet often has no duration. */
async function frameRate(video: InputVideoTrack): Promise<number> {
  let [packets, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const { timestamp } of packetsOf(video)) {
    // Packets come in decoding order, so include all that are displayed before the last one.
    if (packets >= RATE_PACKETS && timestamp > last) break;
    packets += 1;
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }
  return (packets - 1) / (last - first);
}

const packetsOf = (track: InputTrack): AsyncGenerator<EncodedPacket> =>
  new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });

/** Returns the time from the first packet to the end of the last; the clock of a stream can start anywhere. */
export async function spanOf(input: Input): Promise<Length> {
  const first = Math.max(0, await input.getFirstTimestamp());
  return { kind: 'exact', seconds: (await input.computeDuration()) - first };
}

/** Whether the timestamps of the main track have no jumps, and hardly any comes twice, as in repeated short parts. */
export async function isSteadyStream(input: Input): Promise<boolean> {
  const track = (await input.getPrimaryVideoTrack()) ?? (await input.getPrimaryAudioTrack());
  if (!track) return false;
  const known = new Set<number>();
  let packets = 0;
  let last: number | undefined;
  for await (const { timestamp } of packetsOf(track)) {
    if (last !== undefined && Math.abs(timestamp - last) > MAX_GAP_SECONDS) return false;
    last = timestamp;
    packets += 1;
    known.add(timestamp);
  }
  return packets - known.size <= MAX_REPEATS;
}
