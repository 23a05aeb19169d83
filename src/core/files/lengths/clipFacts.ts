import { FLAC, MATROSKA, MPEG_TS, Mp4InputFormat, OGG, QuickTimeInputFormat, WEBM } from 'mediabunny';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import { letters, withFileReader } from '../fileReader.ts';
import { isJoinedMatroska } from '../formats/matroskaEnd.ts';
import { tagsEnd } from '../formats/tags.ts';
import type { Length } from './length.ts';
import { checkedLength, isShorter, lengthFacts } from './length.ts';
import { isSteady, spanOf, tracksFacts, withInput } from './mediaInput.ts';
import type { MovieTimes } from './movieTimes.ts';
import { movieTimes } from './movieTimes.ts';
import { readOgg } from './oggLength.ts';

/** The library wants `ftyp` first; players do not. */
class AnyMp4 extends Mp4InputFormat {
  async _canReadInput(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class AnyQuickTime extends QuickTimeInputFormat {
  async _canReadInput(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

/**
 * Facts of a video or of sound in MP4, QuickTime, Matroska, WebM, Ogg, FLAC or MPEG-TS, from its packets. Runs in a
 * worker, for what a hostile file asks for is bounded by the worker's memory and time only.
 * @throws whatever the file makes the library throw: then nothing is known of it
 */
export async function clipFacts(path: string): Promise<MediaFacts | undefined> {
  return withFileReader(path, async file => {
    const start = await tagsEnd(file);
    const head = letters(await file.read(start, 12), 0, 12);
    if (head.startsWith('OggS')) return oggFacts(file, start);
    if (head.startsWith('fLaC')) return flacFacts(file);
    if (head.startsWith('\x1aE\xdf\xa3')) return matroskaFacts(file);
    if (head.startsWith('G')) return transportFacts(file);
    return movieFacts(file);
  });
}

async function movieFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const times = await movieTimes(file);
  if (!times.isSane) return undefined;
  // Files of QuickTime did without a type for long.
  const quickTime = times.brand === undefined || times.brand === 'qt  ';
  return withInput(file, [quickTime ? new AnyQuickTime() : new AnyMp4()], async input => {
    const counted = await input.computeDuration();
    return tracksFacts(input, quickTime ? 'quicktime' : 'mp4', movieLength(counted, times));
  });
}

function movieLength(counted: number, times: MovieTimes): Length | undefined {
  // The library reads either the index or the fragments.
  if (times.hasSamples && times.hasFragments) return undefined;
  // Where edits cut the media, it depends on the player what counts.
  if (times.edited > 0 && isShorter(times.edited, counted)) return { kind: 'atMost', seconds: counted };
  return checkedLength(counted, [times.promised]);
}

async function matroskaFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const joined = await isJoinedMatroska(file);
  return withInput(file, [WEBM, MATROSKA], async input => {
    const promised = (await input.getDurationFromMetadata()) ?? 0;
    const counted = await input.computeDuration();
    // The last packet seldom says how long it is shown.
    const length = joined
      ? undefined
      : checkedLength(isShorter(counted, promised) ? counted : Math.max(counted, promised), [promised]);
    return tracksFacts(input, (await input.getFormat()) === WEBM ? 'webm' : 'x-matroska', length);
  });
}

async function flacFacts(file: FileReader): Promise<MediaFacts | undefined> {
  return withInput(file, [FLAC], async input => {
    const promised = (await input.getDurationFromMetadata()) ?? 0;
    return tracksFacts(input, 'flac', checkedLength(await input.computeDuration(), [promised]));
  });
}

async function oggFacts(file: FileReader, start: number): Promise<MediaFacts | undefined> {
  const { codec, single, flac } = await readOgg(file, start);
  if (codec === 'theora') return { kind: 'video', mime: 'video/ogg' };
  const sound = { kind: 'audio', mime: 'audio/ogg' } as const;
  if (!single) return sound;
  if (flac && flac.rate > 0) {
    // A recording may begin anywhere, so only a count that agrees proves that this one begins at 0.
    const kind = flac.counted === flac.last ? 'exact' : 'atMost';
    return { ...sound, ...lengthFacts({ kind, seconds: flac.last / flac.rate }) };
  }
  if (codec === 'other') return sound;
  return withInput(file, [OGG], async input => ({ ...sound, ...lengthFacts(await spanOf(input)) }));
}

async function transportFacts(file: FileReader): Promise<MediaFacts | undefined> {
  return withInput(file, [MPEG_TS], async input => {
    const steady = await isSteady(input);
    return tracksFacts(input, 'mp2t', steady ? await spanOf(input) : undefined);
  });
}
