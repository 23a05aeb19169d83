/** Valid ids in follow-up requests: the table of which entry continues tasks of which others. */
import type { IdKind } from '../issuedIds.ts';

const VEO = ['/veo/generate', '/veo/extend', 'veo-3-1', 'veo/extend'];
const RUNWAY = ['/runway/generate', '/runway/extend', 'runway', 'runway/extend-ai-video'];
/** An index of one of four images; an upscaled image is alone. */
const MJ = ['/mj/generate', '/mj/generateVary'];
const MJ_VIDEOS = ['/mj/generate', '/mj/generateVideoExtend'];
const SONGS = ['/generate', '/generate/extend', 'ai-music-api/generate', 'ai-music-api/extend'];
const UPLOADED = [
  '/generate/upload-cover',
  '/generate/upload-extend',
  'ai-music-api/upload-and-cover-audio',
  'ai-music-api/upload-and-extend-audio'
];
const MUSIC = [
  ...SONGS,
  ...UPLOADED,
  ...['add-vocals', 'add-instrumental', 'mashup', 'replace-section'].flatMap(name => [
    `/generate/${name}`,
    `ai-music-api/${name}`
  ])
];
const STEMS = ['/vocal-removal/generate', 'ai-music-api/separate-vocals'];
const PHRASES = [
  '/voice/validate',
  '/voice/regenerate',
  'ai-music-api/validation-phrase',
  'ai-music-api/regenerate-phrase'
];
const VOICES = ['/voice/generate', 'ai-music-api/create-voice'];
const GROK_VIDEO = ['text-to-video', 'image-to-video', 'extend', 'upscale'].map(name => `grok-imagine/${name}`);
const GROK_2 = 'grok-imagine-image-2-0';
const PIXVERSE = ['text-to-video', 'image-to-video', 'extend', 'transition', 'reference-to-video'].map(
  name => `pixverse-v6/${name}`
);
const SORA = ['sora-2-text-to-video', 'sora-2-image-to-video', 'sora-2-pro-text-to-video', 'sora-2-pro-image-to-video'];

export interface ParentRequirement {
  /** Entries whose finished tasks are valid for the task id. */
  readonly tasks?: readonly string[];
  /** The kind of id in audioId or audio_id. */
  readonly audio?: IdKind;
}

const each = (ids: readonly string[], demand: ParentRequirement): [string, ParentRequirement][] =>
  ids.map(id => [id, demand]);

/** By entry. Task ids are in taskId, task_id or origin_task_id. */
export const PARENT_REQUIREMENTS: ReadonlyMap<string, ParentRequirement> = new Map<string, ParentRequirement>([
  ...each(['/veo/extend', 'veo/extend'], { tasks: VEO }),
  ...each(['/veo/get-1080p-video', 'veo/get-1080p-video', '/veo/get-4k-video', 'veo/get-4k-video'], { tasks: VEO }),
  ...each(['/runway/extend', 'runway/extend-ai-video'], { tasks: RUNWAY }),
  ...each(['/mj/generateUpscale', '/mj/generateVary'], { tasks: MJ }),
  ...each(['/mj/generateVideoExtend'], { tasks: MJ_VIDEOS }),
  ...each(['/gpt4o-image/download-url'], { tasks: ['/gpt4o-image/generate'] }),
  ...each(['/generate/extend', 'ai-music-api/extend'], { audio: 'track' }),
  ...each(['/generate/replace-section', 'ai-music-api/replace-section'], { tasks: MUSIC, audio: 'track' }),
  ...each(['/generate/get-timestamped-lyrics', 'ai-music-api/timeStamped-lyrics'], {
    tasks: [...SONGS, ...UPLOADED],
    audio: 'track'
  }),
  ...each(['/generate/generate-persona', 'ai-music-api/generate-persona'], { tasks: SONGS, audio: 'track' }),
  ...each(['/mp4/generate', 'ai-music-api/create-music-video'], { tasks: SONGS, audio: 'track' }),
  ...each([...STEMS, '/wav/generate', 'ai-music-api/convert-to-wav-format'], { tasks: MUSIC, audio: 'track' }),
  ...each(['/suno/cover/generate', 'ai-music-api/cover-generate', 'ai-music-api/suno-recovery-audio'], {
    tasks: MUSIC
  }),
  ...each(['/midi/generate', 'ai-music-api/generate-midi-from-audio'], { tasks: STEMS, audio: 'stem' }),
  ...each(['/voice/regenerate', 'ai-music-api/regenerate-phrase'], { tasks: PHRASES }),
  ...each(VOICES, { tasks: PHRASES }),
  ...each(['/voice/check-voice', 'ai-music-api/check-voice'], { tasks: VOICES }),
  ...each(['grok-imagine/image-to-video'], { tasks: ['grok-imagine/text-to-image'] }),
  ...each(['grok-imagine/extend'], { tasks: GROK_VIDEO }),
  ...each(['grok-imagine/upscale'], { tasks: GROK_VIDEO.filter(id => id !== 'grok-imagine/upscale') }),
  ...each([`${GROK_2}/segment-edit`], { tasks: [`${GROK_2}/text-to-image`, `${GROK_2}/segment-map`] }),
  ...each([`${GROK_2}/segment-map`], {
    tasks: [`${GROK_2}/text-to-image`, `${GROK_2}/image-edit`, `${GROK_2}/segment-edit`]
  }),
  ...each(['pixverse-v6/extend'], { tasks: PIXVERSE }),
  ...each(['sora-2-characters-pro'], { tasks: SORA })
]);
