import type { EncodedPacket, InputFormat, InputTrack, InputVideoTrack } from 'mediabunny';
import { CustomSource, EncodedPacketSink, Input } from 'mediabunny';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import type { Length } from './length.ts';
import { lengthFacts } from './length.ts';

/** Packets that tell the frame rate. */
const RATE_PACKETS = 240;
/** Seconds between two packets: more is a cut, behind which the clock may have started again. */
const MAX_GAP_SECONDS = 1;

/**
 * Opens a file with the library, and closes it afterwards.
 * @throws what the library throws for content that it cannot read, and what `use` throws
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

/** Kind, type, pixels as shown and frames a second of an open file; undefined when it has neither image nor sound. */
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

/** Frames a second of the first packets: by their times, for the last one of a file often has no duration. */
async function frameRate(video: InputVideoTrack): Promise<number> {
  let [packets, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const { timestamp } of packetsOf(video)) {
    // They come in the order of decoding: all that are shown before the last one have to be in.
    if (packets >= RATE_PACKETS && timestamp > last) break;
    packets += 1;
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }
  return (packets - 1) / (last - first);
}

const packetsOf = (track: InputTrack): AsyncGenerator<EncodedPacket> =>
  new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });

/** From the first packet to the end of the last one: the clock of a stream may start anywhere. */
export async function spanOf(input: Input): Promise<Length> {
  const first = Math.max(0, await input.getFirstTimestamp());
  return { kind: 'exact', seconds: (await input.computeDuration()) - first };
}

/** Whether the clock of the main track runs without jumps. */
export async function isSteady(input: Input): Promise<boolean> {
  const track = (await input.getPrimaryVideoTrack()) ?? (await input.getPrimaryAudioTrack());
  if (!track) return false;
  let last: number | undefined;
  for await (const { timestamp } of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true
  })) {
    if (last !== undefined && Math.abs(timestamp - last) > MAX_GAP_SECONDS) return false;
    last = timestamp;
  }
  return true;
}
