import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CALLBACK, withLegacyEmulator } from './client.ts';
import type { Data } from './client.ts';
import { SONG_TITLE, song } from './sources.ts';

const isDone = (data: Data): boolean => data['successFlag'] === 1 || data['successFlag'] === 'SUCCESS';

describe('Legacy track operations', () => {
  it(
    'create one WAV, music video, cover and persona of each track',
    withLegacyEmulator(async (legacy, emulator) => {
      const track = await song(legacy);
      const persona = { ...track, name: 'Calm', description: 'A calm voice' };
      const rows: readonly (readonly [path: string, body: object, code: number])[] = [
        ['/wav/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/mp4/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/suno/cover/generate', { taskId: track.taskId }, 400],
        ['/generate/generate-persona', persona, 409]
      ];
      for (const [path, body, code] of rows) {
        assert.equal((await legacy.post(path, body)).code, 200, path);
        assert.equal((await legacy.post(path, body)).code, code, path);
      }
      assert.equal(emulator.submissions.length, 1 + rows.length);
    })
  );

  it(
    'split into two stems, or into all found ones, with null for the rest',
    withLegacyEmulator(async legacy => {
      const track = await song(legacy);
      const split = async (type: string): Promise<Data> => {
        const taskId = await legacy.make('/vocal-removal/generate', { ...track, type, callBackUrl: CALLBACK });
        const data = await legacy.until('/vocal-removal/record-info', taskId, isDone);
        return data['response'] as Data;
      };
      const found = (response: Data): string[] =>
        Object.keys(response).filter(name => name.endsWith('Url') && response[name] !== null);
      assert.deepEqual(found(await split('separate_vocal')).sort(), ['instrumentalUrl', 'vocalUrl']);
      const all = await split('split_stem');
      assert.equal(found(all).length, 10);
      assert.equal(all['instrumentalUrl'], null);
      assert.equal((all['originData'] as unknown[]).length, 10);
    })
  );

  it(
    'create notes of one stem or of all, lyrics, and a phrase',
    withLegacyEmulator(async legacy => {
      const track = await song(legacy);
      const taskId = await legacy.make('/vocal-removal/generate', { ...track, callBackUrl: CALLBACK });
      const separation = await legacy.until('/vocal-removal/record-info', taskId, isDone);
      const [stem] = (separation['response'] as { originData: readonly { id: string }[] }).originData;
      const instruments = async (more: object): Promise<number> => {
        const id = await legacy.make('/midi/generate', { taskId, callBackUrl: CALLBACK, ...more });
        const { midiData } = await legacy.until('/midi/record-info', id, isDone);
        return (midiData as { instruments: unknown[] }).instruments.length;
      };
      assert.deepEqual([await instruments({}), await instruments({ audioId: stem?.id })], [2, 1]);
      assert.equal((await legacy.post('/midi/generate', { ...track, callBackUrl: CALLBACK })).code, 422);
      const id = await legacy.make('/lyrics', { prompt: 'A boat' });
      const { response } = await legacy.until('/lyrics/record-info', id, data => data['status'] === 'SUCCESS');
      const [draft] = (response as { data: readonly Data[] }).data;
      assert.match(String(draft?.['text']), /A boat/);
    })
  );

  it(
    'answer some requests at once and charge their price',
    withLegacyEmulator(async (legacy, emulator) => {
      const track = await song(legacy);
      const { credits } = emulator;
      const words = (await legacy.post('/generate/get-timestamped-lyrics', track)).data?.['alignedWords'] as Data[];
      assert.deepEqual(
        words.map(row => String(row['word']).trim()),
        SONG_TITLE.prompt.split(' ')
      );
      assert.equal(emulator.credits, credits - 0.5);
      const silent = await song(legacy, { instrumental: true });
      const none = await legacy.post('/generate/get-timestamped-lyrics', silent);
      assert.deepEqual(none.data?.['alignedWords'], [], 'an instrumental has no lyrics');
      assert.match(String((await legacy.post('/style/generate', { content: 'pop' })).data?.['result']), /^pop, /);
      const persona = await legacy.post('/generate/generate-persona', {
        ...track,
        name: 'Calm',
        description: 'A voice'
      });
      const custom = { prompt: 'x', customMode: true, instrumental: false, style: 'pop', title: 'x', model: 'V5' };
      const sing = (personaId: unknown): object => ({ ...custom, personaId, callBackUrl: CALLBACK });
      assert.equal((await legacy.post('/generate', sing(persona.data?.['personaId']))).code, 200);
      assert.equal((await legacy.post('/generate', sing('none'))).code, 422);
      assert.equal(emulator.submissions.length, 7);
    })
  );

  it(
    'create a voice of a sung phrase',
    withLegacyEmulator(async legacy => {
      const voiceUrl = await legacy.client.upload('melody.mp3');
      const phrase = await legacy.make('/voice/validate', { voiceUrl, vocalStartS: 0, vocalEndS: 5 });
      const ready = await legacy.until('/voice/validate-info', phrase, data => data['status'] === 'wait_validating');
      assert.match(String(ready['validateInfo']), /^Sing /);
      const taskId = await legacy.make('/voice/generate', { taskId: phrase, verifyUrl: voiceUrl });
      const made = await legacy.until('/voice/record-info', taskId, data => data['status'] === 'success');
      assert.notEqual(made['voiceId'], '');
      const check = await legacy.post('/voice/check-voice', { task_id: taskId });
      assert.deepEqual(check.data, { isAvailable: true });
      assert.equal((await legacy.post('/voice/check-voice', { taskId })).code, 422);
    })
  );
});
