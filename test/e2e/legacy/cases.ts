import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EmulatorFixture } from '../../support/engine/emulatorFixture.ts';
import { SAMPLES_DIR } from '../../support/engine/emulatorFixture.ts';

const file = (name: string): string => pathToFileURL(path.join(SAMPLES_DIR, name)).href;
export const [image, video, audio] = [file('portrait.png'), file('clip.mp4'), file('melody.mp3')];
export const fox = { prompt: 'a fox' };
const melody = file('melody.mp3');
export const song = { customMode: false, instrumental: false, model: 'V5', prompt: 'a quiet song' };
const vocals = { prompt: 'la', title: 'T', negativeTags: 'metal', style: 'folk', uploadUrl: audio };

/** Model, input and names of the saved files. */
export const LEGACY_RUNS: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['/veo/generate', { prompt: 'a fox' }, ['x.mp4']],
  ['/runway/generate', { prompt: 'a fox', duration: 5, quality: '720p', aspectRatio: '16:9' }, ['x.mp4']],
  ['/aleph/generate', { prompt: 'a fox', videoUrl: video }, ['x.mp4']],
  ['/gpt4o-image/generate', { prompt: 'a fox', size: '1:1' }, ['x.picture']],
  ['/flux/kontext/generate', { prompt: 'a fox' }, ['x.picture']],
  ['/modify/generate', { prompt: 'a fox', videoUrl: video }, ['x.mp4']],
  [
    '/mj/generate',
    { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' },
    ['x-2.picture', 'x-3.picture', 'x-4.picture', 'x.picture']
  ],
  ['/generate', song, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  [
    '/generate/upload-cover',
    { ...song, uploadUrl: audio },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  [
    '/generate/upload-extend',
    { uploadUrl: audio, defaultParamFlag: false, model: 'V5', prompt: 'on and on' },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  ['/generate/add-vocals', vocals, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  [
    '/generate/add-instrumental',
    { title: 'T', negativeTags: 'metal', tags: 'folk', uploadUrl: audio },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  [
    '/generate/mashup',
    { customMode: true, instrumental: true, model: 'V5', title: 'T', style: 'folk', uploadUrlList: [audio, melody] },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  ['/generate/sounds', { prompt: 'rain', model: 'V5' }, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  ['/lyrics', { prompt: 'a quiet song' }, ['x-2.txt', 'x.txt']],
  ['/style/generate', { content: 'pop' }, ['x.txt']],
  ['/voice/validate', { voiceUrl: audio, vocalStartS: 0, vocalEndS: 1 }, ['x.txt']],
  ['/vocal-removal/generate', { audioUrl: audio }, ['x-instrumental.mp3', 'x-vocal.mp3']],
  ['/omni/audio/create', { audio_id: 'achernar', name: 'Anna' }, ['x.json']],
  ['/omni/character/create', { descriptions: 'a fox', image_urls: [image] }, ['x-image.picture', 'x.json']]
];

/** Operations that create a task to poll; the others return the result directly. */
export const FOLLOWED = LEGACY_RUNS.filter(([model]) => !/^\/(style|omni)/.test(model));

/** Operations that continue a task and return the result directly. */
export const ANSWERING: readonly string[] = [
  '/generate/get-timestamped-lyrics',
  '/generate/generate-persona',
  '/voice/check-voice'
];

const phrase = { voiceUrl: audio, vocalStartS: 0, vocalEndS: 1 };
const runway = { prompt: 'a fox', duration: 5, quality: '720p', aspectRatio: '16:9' };
const images = { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' };
export const movie = { taskType: 'mj_video', prompt: 'a fox', fileUrl: image, motion: 'low', videoBatchSize: 1 };
export const section = { prompt: 'x', tags: 'pop', infillStartS: 0, infillEndS: 10, fullLyrics: 'la' };

type Input = Readonly<Record<string, unknown>>;

/** Prerequisite of each operation: source model, its input, and the fields that the user adds to the follow-up. */
export const BEFORE: Readonly<Record<string, readonly [string, Input, Input]>> = {
  '/voice/generate': ['/voice/validate', phrase, { verifyUrl: audio }],
  '/voice/regenerate': ['/voice/validate', phrase, {}],
  '/voice/check-voice': ['/voice/generate', {}, {}],
  '/wav/generate': ['/generate', song, {}],
  '/mp4/generate': ['/generate', song, {}],
  '/suno/cover/generate': ['/generate', song, {}],
  '/generate/extend': ['/generate', song, {}],
  '/generate/replace-section': ['/generate', song, section],
  '/generate/get-timestamped-lyrics': ['/generate', song, {}],
  '/generate/generate-persona': ['/generate', song, { name: 'Anna', description: 'soft' }],
  '/midi/generate': ['/vocal-removal/generate', { audioUrl: audio }, {}],
  '/veo/extend': ['/veo/generate', fox, { prompt: 'on' }],
  '/veo/get-4k-video': ['/veo/generate', fox, {}],
  '/runway/extend': ['/runway/generate', runway, { prompt: 'on' }],
  '/mj/generateUpscale': ['/mj/generate', images, {}],
  '/mj/generateVary': ['/mj/generate', images, {}],
  '/mj/generateVideoExtend': ['/mj/generate', movie, { taskType: 'mj_video_extend_auto' }]
};

/** Returns the input that the follow-up of the prerequisite task offers; empty if there is no prerequisite. */
export async function before(s: EmulatorFixture, model: string): Promise<Readonly<Record<string, unknown>>> {
  const [from, input, added] = BEFORE[model] ?? [];
  if (from === undefined || input === undefined) return {};
  const made = { ...(await before(s, from)), ...input };
  const source = await s.run({ model: from, input: made, saveTo: { folder: `${s.out}-before`, template: 'x' } });
  const offer = s.engine.tasks.followUps(source.localId).find(candidate => candidate.model === model);
  assert.ok(offer, `${model} is offered on ${from}`);
  return { ...offer.input, ...added };
}

/** Names of the saved files; the image format depends on the service, so its extension is normalized. */
export const named = async (s: EmulatorFixture): Promise<string[]> =>
  (await s.files()).map(name => name.replace(/\.(jpg|png|webp)$/, '.picture'));
