import { FLAC, MATROSKA, MPEG_TS, Mp4InputFormat, QuickTimeInputFormat, WEBM } from 'mediabunny';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import { letters, withFileReader } from '../fileReader.ts';
import { isJoinedFlac } from '../formats/flacFrames.ts';
import { isJoinedMatroska, wellFormedPart } from '../formats/matroskaEnd.ts';
import { tagsEnd } from '../formats/tags.ts';
import type { Length } from './length.ts';
import { checkedLength, fromStart, isShorter, lengthFacts } from './length.ts';
import { isSteadyStream, spanOf, tracksFacts, withInput } from './mediaInput.ts';
import type { MovieTimes } from './movieTimes.ts';
import { movieTimes } from './movieTimes.ts';
import { readOgg } from './oggLength.ts';

/** The library requires `ftyp` to come first; players do not. */
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
 * Reads facts of video or audio in MP4, QuickTime, Matroska, WebM, Ogg, FLAC or MPEG-TS from its packets. Must run in a
 * worker: only the worker's limits bound the memory and time that a hostile file can use.
 * @throws any error of the library; the file's content is then unknown
 */
export async function containerFacts(path: string): Promise<MediaFacts | undefined> {
  return withFileReader(path, async file => {
    const start = await tagsEnd(file);
    const head = letters(await file.read(start, 12), 0, 12);
    if (head.startsWith('OggS')) return oggFacts(file, start);
    if (head.startsWith('fLaC')) return flacFacts(file, start);
    if (head.startsWith('\x1aE\xdf\xa3')) return matroskaFacts(file);
    if (head.startsWith('G')) return transportFacts(file);
    return movieFacts(file);
  });
}

async function movieFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const times = await movieTimes(file);
  if (!times.isSane) return undefined;
  // Older QuickTime files have no file type box.
  const quickTime = times.brand === undefined || times.brand === 'qt  ';
  return withInput(file, [quickTime ? new AnyQuickTime() : new AnyMp4()], async input => {
    const length = movieLength(await input.computeDuration(), times);
    const checked = length && fromStart(length, await input.getFirstTimestamp());
    return tracksFacts(input, quickTime ? 'quicktime' : 'mp4', checked);
  });
}

function movieLength(counted: number, times: MovieTimes): Length | undefined {
  // The library reads only one index, and either that or the fragments. Players differ on joined files.
  if (times.movies > 1 || (times.hasSamples && times.hasFragments)) return undefined;
  if (!times.isConsistent) return undefined;
  // Players differ in whether they apply edits that cut the media.
  if (times.edited > 0 && isShorter(times.edited, counted)) return { kind: 'atMost', seconds: counted };
  return checkedLength(counted, [times.declared]);
}

async function matroskaFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const { end, isWhole, isSteady } = await wellFormedPart(file);
  const isCounted = isWhole && isSteady && !(await isJoinedMatroska(file));
  return withInput({ ...file, size: end }, [WEBM, MATROSKA], async input => {
    const declared = (await input.getDurationFromMetadata()) ?? 0;
    const counted = await input.computeDuration();
    // The last packet rarely has a duration.
    const length = checkedLength(isShorter(counted, declared) ? counted : Math.max(counted, declared), [declared]);
    const checked = isCounted ? fromStart(length, await input.getFirstTimestamp()) : undefined;
    return tracksFacts(input, (await input.getFormat()) === WEBM ? 'webm' : 'x-matroska', checked);
  });
}

async function flacFacts(file: FileReader, start: number): Promise<MediaFacts | undefined> {
  return withInput(file, [FLAC], async input => {
    const declared = (await input.getDurationFromMetadata()) ?? 0;
    const counted = await input.computeDuration();
    const length = (await isJoinedFlac(file, start)) ? undefined : checkedLength(counted, [declared]);
    return tracksFacts(input, 'flac', length);
  });
}

async function oggFacts(file: FileReader, start: number): Promise<MediaFacts> {
  const { codec, length } = await readOgg(file, start);
  if (codec === 'theora') return { kind: 'video', mime: 'video/ogg' };
  return { kind: 'audio', mime: 'audio/ogg', ...lengthFacts(length) };
}

async function transportFacts(file: FileReader): Promise<MediaFacts | undefined> {
  return withInput(file, [MPEG_TS], async input => {
    const steady = await isSteadyStream(input);
    return tracksFacts(input, 'mp2t', steady ? await spanOf(input) : undefined);
  });
}
