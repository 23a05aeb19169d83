/** The work of the music services in neutral terms; the legacy and the current endpoints each map it to their own. */
import { videoFile, audioFile, wavFile, promptOf } from './job.ts';
import type { Job } from './job.ts';
import { drawText } from './images.ts';
import { textOf } from '../check/values.ts';

/** Tracks are long enough to cut ten seconds out of the middle. */
const REPEATS = 15;
const SECONDS = 30.56;

export interface Song {
  readonly id: string;
  readonly audio: string;
  readonly stream: string;
  readonly image: string;
  readonly prompt: string;
  readonly modelName: string;
  readonly title: string;
  readonly tags: string;
  readonly createTime: number;
  readonly seconds: number;
}

/** Every music request returns two takes; each has audio, a cover and an id for follow-ups. */
export async function makeSongs(job: Job): Promise<Song[]> {
  const { input, task, issued, makeId } = job;
  const title = textOf(input['title']) || promptOf(input).replace(/\n.*/s, '').slice(0, 40) || 'Untitled';
  const songs: Song[] = [];
  for (const take of [1, 2]) {
    const audio = await job.save(`take-${take}.mp3`, audioFile(`${title} ${take}`, REPEATS));
    const id = issued.add({
      kind: 'track',
      id: uuid(makeId('track')),
      taskId: task.taskId,
      index: take - 1,
      seconds: SECONDS
    });
    songs.push({
      id,
      audio,
      stream: await job.save(`stream-${take}.mp3`, audioFile(`${title} ${take}`)),
      image: await job.saveImage(`cover-${take}`, drawText(`${title} ${take}`, 96, 96), 'jpeg'),
      // An instrumental has no lyrics to align.
      prompt: input['instrumental'] === true ? '' : textOf(input['lyrics']) || promptOf(input),
      modelName: `chirp-${textOf(input['model']).toLowerCase() || 'v5'}`,
      title,
      tags: textOf(input['style']) || textOf(input['tags']) || 'pop',
      createTime: job.now(),
      seconds: SECONDS
    });
  }
  return songs;
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export interface Stem {
  /** Name in the responses, without the Url suffix. */
  readonly field: string;
  /** Name of its group in originData. */
  readonly group: string;
  readonly id: string;
  readonly audio: string;
}

/** The stems that `split_stem` names; the last two are never found, which the documentation allows. */
export const STEM_FIELDS = [
  ['vocal', 'Vocals'],
  ['backingVocals', 'Backing Vocals'],
  ['drums', 'Drums'],
  ['bass', 'Bass'],
  ['guitar', 'Guitar'],
  ['keyboard', 'Keyboard'],
  ['percussion', 'Percussion'],
  ['strings', 'Strings'],
  ['synth', 'Synth'],
  ['fx', 'FX'],
  ['brass', null],
  ['woodwinds', null]
] as const;

/** Two stems, the ones found of twelve, or the requested instrument. */
export async function makeStems(job: Job): Promise<Stem[]> {
  const { input, issued, task, makeId } = job;
  const make = async (field: string, group: string): Promise<Stem> => ({
    field,
    group,
    id: issued.add({ kind: 'stem', id: uuid(makeId('stem')), taskId: task.taskId }),
    audio: await job.save(`${field}.mp3`, audioFile(group))
  });
  const stems: Stem[] = [];
  switch (input['type'] ?? 'separate_vocal') {
    case 'split_stem':
      for (const [field, group] of STEM_FIELDS) if (group !== null) stems.push(await make(field, group));
      return stems;
    case 'split_stem_advanced':
      return [await make('', textOf(input['stemName'] ?? input['stem_name']))];
    default:
      return [await make('vocal', 'Vocals'), await make('instrumental', 'Instrumental')];
  }
}

/** Notes of each instrument: JSON, not a .mid file. */
export function makeNotes(groups: readonly string[]): object {
  const notes = [60, 64, 67, 72].map((pitch, index) => ({
    pitch,
    start: index / 2,
    end: index / 2 + 0.45,
    velocity: 0.8
  }));
  return { state: 'complete', instruments: groups.map(name => ({ name, notes })) };
}

/** Each word with its start and end in seconds. */
export function alignWords(lyrics: string): object {
  const words = lyrics.split(/\s+/).filter(Boolean);
  const each = SECONDS / Math.max(1, words.length);
  const alignedWords = words.map((word, index) => ({
    word: `${word} `,
    success: true,
    startS: round(index * each),
    endS: round((index + 1) * each),
    palign: 0
  }));
  return { alignedWords, waveformData: [0, 0.2, 0.6, 0.4, 0.1], hootCer: 0.38, isStreamed: false };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

export function makeLyrics(job: Job): { readonly title: string; readonly text: string }[] {
  const words = promptOf(job.input);
  return ['First draft', 'Second draft'].map(title => ({
    title: `${title}: ${words.slice(0, 20)}`,
    text: `[Verse]\n${words}\nWords in a row\n\n[Chorus]\n${title}, sing it again`
  }));
}

export function makeCovers(job: Job): Promise<string[]> {
  return Promise.all([1, 2].map(index => job.saveImage(`cover-${index}`, drawText(`Cover ${index}`, 256, 256))));
}

export function makeWav(job: Job): Promise<string> {
  return job.save('sound.wav', wavFile());
}

export function makeMusicVideo(job: Job): Promise<string> {
  return job.save('music-video.mp4', videoFile(textOf(job.input['author']) || 'music video'));
}
