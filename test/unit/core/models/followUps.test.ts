import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEmulator } from '../../emulator/client.ts';
import type { Client } from '../../emulator/client.ts';
import { LegacyFixture } from '../../emulator/legacy/client.ts';
import { mjTask, song, veoTask } from '../../emulator/legacy/sources.ts';

type Result = Readonly<Record<string, unknown>>;

const SONG = { custom_mode: false, instrumental: false, model: 'V6', prompt: 'A boat song', style: 'pop' } as const;

/** Submits, waits, and returns the task ID with the parsed result. */
async function run(client: Client, model: string, input: object): Promise<{ taskId: string; result: Result }> {
  const { data, msg } = await client.submit(model, input);
  if (typeof data?.['taskId'] !== 'string') throw new Error(`${model}: ${msg ?? ''}`);
  const record = await client.finished(data['taskId']);
  return { taskId: data['taskId'], result: JSON.parse(String(record['resultJson'])) as Result };
}

/** Creates a finished music track with createTask. */
async function track(client: Client): Promise<{ task_id: string; audio_id: string }> {
  const { taskId, result } = await run(client, 'ai-music-api/generate', SONG);
  return { task_id: taskId, audio_id: (result['data'] as readonly { id: string }[])[0]?.id ?? '' };
}

const audio = (client: Client): Promise<string> => client.upload('melody.mp3');
const phrase = async (client: Client): Promise<string> =>
  (
    await run(client, 'ai-music-api/validation-phrase', {
      voice_url: await audio(client),
      vocal_start_s: 0,
      vocal_end_s: 5
    })
  ).taskId;

describe('Music on createTask', () => {
  const rows: readonly (readonly [
    name: string,
    input: (client: Client) => Promise<object>,
    fields: readonly string[]
  ])[] = [
    ['generate', () => Promise.resolve(SONG), ['data']],
    ['extend', async client => ({ audio_id: (await track(client)).audio_id, model: 'V6' }), ['data']],
    [
      'upload-and-cover-audio',
      async client => ({ ...SONG, custom_mode: undefined, upload_url: await audio(client) }),
      ['data']
    ],
    ['sounds', () => Promise.resolve({ prompt: 'Rain', model: 'V6' }), ['data']],
    ['separate-vocals', client => track(client), ['vocal_url', 'instrumental_url', 'originData']],
    ['convert-to-wav-format', client => track(client), ['audio_wav_url']],
    ['create-music-video', client => track(client), ['video_url']],
    ['cover-generate', async client => ({ task_id: (await track(client)).task_id }), ['images']],
    ['suno-recovery-audio', async client => ({ task_id: (await track(client)).task_id }), ['data']],
    ['generate-lyrics', () => Promise.resolve({ prompt: 'A boat' }), ['data']],
    ['timeStamped-lyrics', client => track(client), ['alignedWords', 'waveformData', 'hootCer', 'isStreamed']],
    ['boost-music-style', () => Promise.resolve({ content: 'pop' }), ['result']],
    [
      'generate-persona',
      async client => ({ ...(await track(client)), name: 'Calm', description: 'A voice' }),
      ['personaId', 'name', 'description']
    ],
    [
      'generate-midi-from-audio',
      async client => ({ task_id: (await run(client, 'ai-music-api/separate-vocals', await track(client))).taskId }),
      ['state', 'instruments']
    ],
    [
      'validation-phrase',
      async client => ({ voice_url: await audio(client), vocal_start_s: 0, vocal_end_s: 5 }),
      ['validateInfo']
    ],
    ['regenerate-phrase', async client => ({ task_id: await phrase(client) }), ['validateInfo']],
    ['create-voice', async client => ({ task_id: await phrase(client), verify_url: await audio(client) }), ['voiceId']]
  ];
  for (const [name, input, fields] of rows) {
    it(`${name} returns ${fields.join(', ')}`, () =>
      withEmulator({}, async (_emulator, client) => {
        const { result } = await run(client, `ai-music-api/${name}`, await input(client));
        assert.deepEqual(Object.keys(result), fields);
      }));
  }

  it('a task returns two songs with different IDs', () =>
    withEmulator({}, async (emulator, client) => {
      const { result } = await run(client, 'ai-music-api/generate', SONG);
      const songs = result['data'] as readonly Record<string, string>[];
      assert.equal(new Set(songs.map(take => take['id'])).size, 2);
      const files = songs.map(take => emulator.findFile(take['audio_url'] ?? ''));
      assert.equal(new Set(files.map(file => file?.sha256)).size, 2);
      for (const file of files) assert.ok(file?.mime === 'audio/mpeg' && (file.seconds ?? 0) > 20);
    }));

  it('a voice is validated and used for a song', () =>
    withEmulator({}, async (_emulator, client) => {
      const voiceInput = { task_id: await phrase(client), verify_url: await audio(client) };
      const { taskId, result } = await run(client, 'ai-music-api/create-voice', voiceInput);
      const check = await run(client, 'ai-music-api/check-voice', { task_id: taskId });
      assert.deepEqual(check.result, { isAvailable: true });
      const sing = { ...SONG, persona_id: result['voiceId'] };
      assert.equal((await client.submit('ai-music-api/generate', sing)).code, 200);
      const asStyle = { ...sing, persona_model: 'style_persona' };
      assert.equal((await client.submit('ai-music-api/generate', asStyle)).code, 422);
    }));
});

describe('Follow-ups on createTask', () => {
  it('continue finished tasks of the same service, current or legacy', () =>
    withEmulator({}, async (emulator, client) => {
      const legacy = new LegacyFixture(emulator, client);
      const veo = (await run(client, 'veo-3-1', { prompt: 'A boat' })).taskId;
      const grok = (await run(client, 'grok-imagine/text-to-image', { prompt: 'A boat', aspect_ratio: '1:1' })).taskId;
      const clip = (await run(client, 'grok-imagine/text-to-video', { prompt: 'A boat' })).taskId;
      const runway = { prompt: 'A boat', duration: 5, quality: '720p', aspect_ratio: '16:9' };
      const shot = (await run(client, 'runway', runway)).taskId;
      const oldVeo = await veoTask(legacy);
      const oldSong = await song(legacy);
      const rows: readonly (readonly [model: string, input: object, code: number])[] = [
        ['veo/extend', { task_id: veo, prompt: 'x' }, 200],
        ['veo/extend', { task_id: oldVeo, prompt: 'x' }, 200],
        ['veo/extend', { task_id: grok, prompt: 'x' }, 422],
        ['veo/extend', { task_id: 'none', prompt: 'x' }, 422],
        ['veo/get-4k-video', { task_id: veo, index: 1 }, 422],
        ['veo/get-4k-video', { task_id: veo }, 200],
        ['runway/extend-ai-video', { task_id: shot, prompt: 'x', quality: '720p' }, 200],
        ['grok-imagine/image-to-video', { task_id: grok, index: 5 }, 200],
        ['grok-imagine/upscale', { task_id: clip }, 200],
        ['grok-imagine/upscale', { task_id: veo }, 422],
        ['ai-music-api/convert-to-wav-format', { task_id: oldSong.taskId, audio_id: oldSong.audioId }, 200],
        ['ai-music-api/convert-to-wav-format', { task_id: oldSong.taskId, audio_id: 'none' }, 422]
      ];
      for (const [model, input, code] of rows) {
        assert.equal((await client.submit(model, input)).code, code, `${model} ${JSON.stringify(input)}`);
      }
      assert.equal((await legacy.post('/mj/generateVary', { taskId: veo, imageIndex: 0 })).code, 422);
      assert.equal((await legacy.get('/mj/record-info', { taskId: await mjTask(legacy) })).code, 200);
    }));

  it('require a callback where the table requires it', () =>
    withEmulator({}, async (_emulator, client) => {
      const { taskId } = await run(client, 'veo-3-1', { prompt: 'A boat' });
      assert.equal((await client.submit('veo/get-1080p-video', { taskId })).code, 500);
      const callBackUrl = 'https://example.com/callback';
      assert.equal((await client.submit('veo/get-1080p-video', { taskId }, { callBackUrl })).code, 200);
    }));
});

describe('Omni helpers', () => {
  it('respond at once with IDs that videos accept', () =>
    withEmulator({}, async (emulator, client) => {
      const legacy = new LegacyFixture(emulator, client);
      const voice = await legacy.post('/omni/audio/create', { audio_id: 'kore', name: 'Kore' });
      const audioId = voice.data?.['audioId'];
      const picture = await client.upload('portrait.png');
      const body = { descriptions: 'A hat', image_urls: [picture], audio_ids: [audioId], character_name: 'Hat' };
      const { data } = await legacy.post('/omni/character/create', body);
      assert.equal(data?.['characterName'], 'Hat');
      assert.equal(emulator.findFile(String(data['imageUrl']))?.mime, 'image/png');
      const cast = (character: unknown, audio: unknown): object => ({
        prompt: 'A boat',
        duration: '4',
        character_ids: [character],
        audio_ids: [audio]
      });
      const submit = async (input: object): Promise<unknown> => (await client.submit('gemini-omni-video', input)).code;
      assert.equal(await submit(cast(data['characterId'], audioId)), 200);
      assert.equal(await submit(cast('none', audioId)), 422);
      assert.equal(await submit(cast(data['characterId'], 'none')), 422);
    }));
});
