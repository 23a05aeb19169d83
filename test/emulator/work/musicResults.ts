/** Results of the music models on createTask. The pages give no schema; the shape is that of the legacy callbacks. */
import type { Job } from './job.ts';
import { audioFile } from './job.ts';
import {
  alignWords,
  makeCovers,
  makeLyrics,
  makeMusicVideo,
  makeNotes,
  makeSongs,
  makeStems,
  makeWav,
  STEM_FIELDS
} from './music.ts';
import type { Song, Stem } from './music.ts';
import { dateTimeText } from '../timeFormats.ts';
import { isRecord, textOf } from '../check/values.ts';

/** Returns the `resultJson` of an ai-music-api task. Sources: docs.kie.ai/suno-api, its callback pages. */
export async function musicResult(job: Job): Promise<object> {
  const { input, issued, makeId, task } = job;
  switch (job.entry.id.split('/').at(-1)) {
    case 'separate-vocals':
      return stemFields(await makeStems(job));
    case 'convert-to-wav-format':
      return { audio_wav_url: await makeWav(job) };
    case 'generate-midi-from-audio':
      return makeNotes(stemGroups(job));
    case 'create-music-video':
      return { video_url: await makeMusicVideo(job) };
    case 'cover-generate':
      return { images: await makeCovers(job) };
    case 'generate-lyrics':
      return { data: makeLyrics(job).map(draft => ({ ...draft, status: 'complete', error_message: '' })) };
    case 'timeStamped-lyrics':
      return alignWords(lyricsOf(job));
    case 'boost-music-style':
      return { result: `${textOf(input['content'])}, warm analog synth, slow beat` };
    case 'generate-persona': {
      const personaId = issued.add({ kind: 'persona', id: makeId('persona') });
      return { personaId, name: input['name'], description: input['description'] };
    }
    case 'validation-phrase':
    case 'regenerate-phrase':
      return { validateInfo: phraseFor(task.taskId) };
    case 'create-voice':
      return { voiceId: issued.add({ kind: 'voice', id: makeId('voice') }) };
    case 'check-voice':
      return { isAvailable: true };
    case 'suno-recovery-audio':
      return { data: await recovered(job) };
    default:
      return { data: (await makeSongs(job)).map(songFields) };
  }
}

export function songFields(song: Song): object {
  const { id, audio, stream, image, prompt, modelName, title, tags, createTime, seconds } = song;
  return {
    id,
    audio_url: audio,
    stream_audio_url: stream,
    image_url: image,
    prompt,
    model_name: modelName,
    title,
    tags,
    createTime: dateTimeText(createTime),
    duration: seconds
  };
}

function stemFields(stems: readonly Stem[]): object {
  const urls = STEM_FIELDS.map(([field]) => field as string).filter(field => stems.some(stem => stem.field === field));
  const all = stems.some(stem => stem.field === 'instrumental') ? ['vocal', 'instrumental'] : urls;
  const snake = (field: string): string => field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  return {
    ...Object.fromEntries(
      all.map(field => [`${snake(field)}_url`, stems.find(stem => stem.field === field)?.audio ?? null])
    ),
    originData: originData(stems)
  };
}

export function originData(stems: readonly Stem[]): object[] {
  return stems.map(({ id, audio, group }) => ({ duration: 2, audio_url: audio, stem_type_group_name: group, id }));
}

/** Instruments of the separation in the request, or of the one stem. */
export function stemGroups(job: Job): string[] {
  const { input, resultOf } = job;
  const stems = resultOf(textOf(input['taskId'] ?? input['task_id']))?.['originData'];
  const wanted = input['audioId'] ?? input['audio_id'];
  const rows = Array.isArray(stems) ? stems.filter(isRecord) : [];
  return rows
    .filter(row => wanted === undefined || row['id'] === wanted)
    .map(row => textOf(row['stem_type_group_name']));
}

/** The lyrics of the track in a request, from either kind of music task. */
export function lyricsOf({ input, resultOf }: Pick<Job, 'input' | 'resultOf'>): string {
  const result = resultOf(textOf(input['taskId'] ?? input['task_id']));
  const songs = result?.['songs'] ?? result?.['data'];
  const rows = Array.isArray(songs) ? songs.filter(isRecord) : [];
  return textOf(rows.find(row => row['id'] === (input['audioId'] ?? input['audio_id']))?.['prompt']);
}

/** The phrase for the user to sing, different for each task. */
export function phraseFor(taskId: string): string {
  const places = ['sea', 'hill', 'river', 'market'];
  return `Sing a quiet morning by the ${places[parseInt(taskId.slice(0, 2), 16) % places.length] ?? 'sea'}`;
}

/** The audio of an earlier music task, retrieved again. */
async function recovered(job: Job): Promise<object[]> {
  const result = job.resultOf(textOf(job.input['task_id']));
  const songs = result?.['songs'] ?? result?.['data'];
  const rows = Array.isArray(songs) ? songs.filter(isRecord) : [];
  const fetchAgain = async (row: Record<string, unknown>, index: number): Promise<object> => ({
    id: row['id'],
    title: row['title'],
    audio_url: await job.save(`take-${index + 1}.mp3`, audioFile(textOf(row['title'])))
  });
  return Promise.all(rows.map(fetchAgain));
}
