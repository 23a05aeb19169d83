/** Does a task's work: the result files and the JSON text that names them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaKind } from '../../src/shared/model.ts';
import type { TableEntry } from './catalogData.ts';
import { mediaParts } from './checkMedia.ts';
import type { FileStore } from './fileStore.ts';
import { cutOut, decode, drawWords, encode, enlarge, sizeFor, tint } from './pictures.ts';
import type { PictureFormat, Pixels } from './pictures.ts';
import { resultCount } from './price.ts';
import { probe } from './probe.ts';
import type { StoredFile } from './types.ts';
import { isRecord, textOf } from './values.ts';

type Input = Readonly<Record<string, unknown>>;
type Save = (name: string, bytes: Buffer) => Promise<string>;

const ASSETS: Readonly<Record<string, string>> = { video: 'clip.mp4', audio: 'sound.mp3', wav: 'sound.wav' };

function asset(name: 'video' | 'audio' | 'wav'): Buffer {
  return readFileSync(join(import.meta.dirname, 'media', ASSETS[name] ?? ''));
}

/** Makes the results of a task, stores them and returns the object that goes into `resultJson`. */
export async function doWork(entry: TableEntry, input: Input, store: FileStore, taskId: string): Promise<object> {
  const save: Save = async (name, bytes) => store.add(await probe(`${taskId.slice(0, 8)}-${name}`, 'result', bytes));
  const shape = isRecord(entry.result) ? entry.result['shape'] : entry.result;
  if (shape === 'resultObject') return { resultObject: await resultObject(entry, input, store, save) };
  if (shape === 'fields') return musicFields(entry, save);
  if (typeof shape === 'string' && shape.includes('character_id'))
    return { character_id: `char_${taskId.slice(0, 12)}` };
  if (entry.output === 'video') return videoResult(entry, input, save);
  if (entry.output === 'audio') return { resultUrls: [await save('sound.mp3', asset('audio'))] };
  const files = makePictures(entry, input, store);
  const resultUrls: string[] = [];
  for (const [index, file] of files.entries())
    resultUrls.push(await save(`image-${index + 1}.${file.end}`, file.bytes));
  return { resultUrls };
}

interface Picture {
  readonly bytes: Buffer;
  readonly end: string;
}

function makePictures(entry: TableEntry, input: Input, store: FileStore): Picture[] {
  const source = inputFiles(entry, input, store, 'image')[0];
  const asked = textOf(input['output_format'] ?? entry.params['output_format']?.default);
  const format: PictureFormat = /jpe?g/i.test(asked) ? 'jpeg' : 'png';
  const picture = (pixels: Pixels, as: PictureFormat): Picture => ({
    bytes: encode(pixels, as),
    end: as === 'png' ? 'png' : 'jpg'
  });
  if (entry.task === 'upscale-image' && source) {
    const factor = Number(input['upscale_factor'] ?? entry.params['upscale_factor']?.default ?? 2) || 2;
    return [picture(enlarge(decode(source), factor), source.mime === 'image/jpeg' ? 'jpeg' : 'png')];
  }
  if (entry.task === 'remove-background' && source) return [picture(cutOut(decode(source)), 'png')];
  const words = wordsOf(input) || entry.name;
  return Array.from({ length: resultCount(entry, input) }, (_, index) => {
    const text = index === 0 ? words : `${words} #${index + 1}`;
    if (source) return picture(tint(decode(source), text), format);
    const ratio =
      input['aspect_ratio'] ?? input['image_size'] ?? input['size'] ?? entry.params['aspect_ratio']?.default;
    const { width, height } = sizeFor(typeof ratio === 'string' ? ratio : undefined);
    return picture(drawWords(text, width, height), format);
  });
}

/** The stored files that media parameters of one kind name, in the order of the parameters. */
function inputFiles(entry: TableEntry, input: Input, store: FileStore, kind: MediaKind): StoredFile[] {
  return Object.entries(entry.params)
    .filter(([name, param]) => !name.includes('mask') && mediaParts(param).some(form => form.media === kind))
    .flatMap(([name]) => [input[name]].flat())
    .map(address => (typeof address === 'string' ? store.find(address) : undefined))
    .filter(file => file !== undefined);
}

function wordsOf(input: Input): string {
  const words = input['prompt'] ?? input['text'] ?? '';
  return typeof words === 'string' ? words.slice(0, 400) : '';
}

async function videoResult(entry: TableEntry, input: Input, save: Save): Promise<object> {
  const resultUrls = [await save('clip.mp4', asset('video'))];
  if (input['return_last_frame'] === true) {
    const frame = async (name: string): Promise<string[]> => {
      return [await save(`${name}.png`, encode(drawWords(`${name} ${wordsOf(input)}`, 320, 180), 'png'))];
    };
    return { resultUrls, firstFrameUrl: await frame('first-frame'), lastFrameUrl: await frame('last-frame') };
  }
  if (typeof entry.result === 'string' && entry.result.includes('WaterMark') && input['remove_watermark'] === false) {
    return { resultUrls, resultWaterMarkUrls: [await save('clip-marked.mp4', asset('video'))] };
  }
  return { resultUrls };
}

/** An object with the documented fields of the entry, or a transcript for text models. */
async function resultObject(entry: TableEntry, input: Input, store: FileStore, save: Save): Promise<object> {
  const fields = isRecord(entry.result) && isRecord(entry.result['fields']) ? entry.result['fields'] : {};
  const source = inputFiles(entry, input, store, 'image')[0];
  const mask = async (name: string): Promise<string> => {
    return save(`${name}.png`, encode(drawWords(name, source?.width ?? 256, source?.height ?? 256), 'png'));
  };
  if ('segments' in fields) {
    const segments = [];
    for (const [index, name] of ['sky', 'ground'].entries()) segments.push({ maskUrl: await mask(name), name, index });
    return { segments_count: segments.length, segments };
  }
  if ('mask_urls' in fields) return { mask_urls: [await mask('mask')] };
  if ('subject_status' in fields) return { subject_status: 1 };
  return { text: `This is what was heard, in ${entry.name}.`, language_code: 'en' };
}

/** Answers of the music helpers; their new shape has no published schema, so the former endpoints' fields are given. */
async function musicFields(entry: TableEntry, save: Save): Promise<object> {
  const sound = (name: string): Promise<string> => save(`${name}.mp3`, asset('audio'));
  const helper = entry.id.split('/').at(-1) ?? '';
  switch (helper) {
    case 'separate-vocals':
      return { vocal_url: await sound('vocal'), instrumental_url: await sound('instrumental') };
    case 'convert-to-wav-format':
      return { audio_wav_url: await save('sound.wav', asset('wav')) };
    case 'generate-midi-from-audio':
      return { instruments: [{ name: 'Piano', notes: [{ pitch: 60, start: 0, end: 0.5, velocity: 0.8 }] }] };
    case 'create-music-video':
      return { video_url: await save('clip.mp4', asset('video')) };
    case 'cover-generate':
      return { images: [await cover('cover 1', save), await cover('cover 2', save)] };
    case 'generate-lyrics':
      return { data: [{ title: 'A song', text: '[Verse]\nWords in a row', status: 'complete' }] };
    case 'timeStamped-lyrics':
      return { alignedWords: [{ word: 'Words', startS: 0.1, endS: 0.6, success: true }] };
    case 'boost-music-style':
      return { result: 'warm analog synth, slow beat' };
    case 'generate-persona':
      return { personaId: 'persona-1', name: 'A voice', description: 'Calm' };
    case 'validation-phrase':
    case 'regenerate-phrase':
      return { validateInfo: 'Sing a quiet morning by the sea' };
    case 'create-voice':
      return { voiceId: 'voice-1' };
    case 'check-voice':
      return { isAvailable: true };
    default: {
      const take = async (index: number): Promise<object> => ({
        id: `track-${index}`,
        audio_url: await sound(`track-${index}`),
        image_url: await cover(`track ${index}`, save),
        title: `Take ${index}`,
        duration: 2
      });
      return { data: [await take(1), await take(2)] };
    }
  }
}

function cover(words: string, save: Save): Promise<string> {
  return save(`${words.replace(' ', '-')}.png`, encode(drawWords(words, 256, 256), 'png'));
}
