import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CALLBACK, withFormer } from './client.ts';
import type { Data } from './client.ts';
import { SONG, song } from './sources.ts';

const isDone = (data: Data): boolean => data['successFlag'] === 1 || data['successFlag'] === 'SUCCESS';

describe('What is made of a former track', () => {
  it(
    'makes one WAV, music video, cover and persona of each track',
    withFormer(async (former, emulator) => {
      const track = await song(former);
      const persona = { ...track, name: 'Calm', description: 'A calm voice' };
      const rows: readonly (readonly [path: string, body: object, code: number])[] = [
        ['/wav/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/mp4/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/suno/cover/generate', { taskId: track.taskId }, 400],
        ['/generate/generate-persona', persona, 409]
      ];
      for (const [path, body, code] of rows) {
        assert.equal((await former.post(path, body)).code, 200, path);
        assert.equal((await former.post(path, body)).code, code, path);
      }
      assert.equal(emulator.submissions.length, 1 + rows.length);
    })
  );

  it(
    'splits into two stems, or into those that it finds, with null for the rest',
    withFormer(async former => {
      const track = await song(former);
      const split = async (type: string): Promise<Data> => {
        const taskId = await former.make('/vocal-removal/generate', { ...track, type, callBackUrl: CALLBACK });
        const data = await former.until('/vocal-removal/record-info', taskId, isDone);
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
    'makes notes of one stem or of all, lyrics, and a phrase',
    withFormer(async former => {
      const track = await song(former);
      const taskId = await former.make('/vocal-removal/generate', { ...track, callBackUrl: CALLBACK });
      const separation = await former.until('/vocal-removal/record-info', taskId, isDone);
      const [stem] = (separation['response'] as { originData: readonly { id: string }[] }).originData;
      const instruments = async (more: object): Promise<number> => {
        const id = await former.make('/midi/generate', { taskId, callBackUrl: CALLBACK, ...more });
        const { midiData } = await former.until('/midi/record-info', id, isDone);
        return (midiData as { instruments: unknown[] }).instruments.length;
      };
      assert.deepEqual([await instruments({}), await instruments({ audioId: stem?.id })], [2, 1]);
      assert.equal((await former.post('/midi/generate', { ...track, callBackUrl: CALLBACK })).code, 422);
      const id = await former.make('/lyrics', { prompt: 'A boat' });
      const { response } = await former.until('/lyrics/record-info', id, data => data['status'] === 'SUCCESS');
      const [draft] = (response as { data: readonly Data[] }).data;
      assert.match(String(draft?.['text']), /A boat/);
    })
  );

  it(
    'answers some requests at once, and takes their price',
    withFormer(async (former, emulator) => {
      const track = await song(former);
      const { credits } = emulator;
      const words = (await former.post('/generate/get-timestamped-lyrics', track)).data?.['alignedWords'] as Data[];
      assert.deepEqual(
        words.map(row => String(row['word']).trim()),
        SONG.prompt.split(' ')
      );
      assert.equal(emulator.credits, credits - 0.5);
      const silent = await song(former, { instrumental: true });
      const none = await former.post('/generate/get-timestamped-lyrics', silent);
      assert.deepEqual(none.data?.['alignedWords'], [], 'nothing is sung in an instrumental');
      assert.match(String((await former.post('/style/generate', { content: 'pop' })).data?.['result']), /^pop, /);
      const persona = await former.post('/generate/generate-persona', {
        ...track,
        name: 'Calm',
        description: 'A voice'
      });
      const custom = { prompt: 'x', customMode: true, instrumental: false, style: 'pop', title: 'x', model: 'V5' };
      const sing = (personaId: unknown): object => ({ ...custom, personaId, callBackUrl: CALLBACK });
      assert.equal((await former.post('/generate', sing(persona.data?.['personaId']))).code, 200);
      assert.equal((await former.post('/generate', sing('none'))).code, 422);
      assert.equal(emulator.submissions.length, 7);
    })
  );

  it(
    'makes a voice of a sung phrase',
    withFormer(async former => {
      const voiceUrl = await former.client.upload('melody.mp3');
      const phrase = await former.make('/voice/validate', { voiceUrl, vocalStartS: 0, vocalEndS: 5 });
      const ready = await former.until('/voice/validate-info', phrase, data => data['status'] === 'wait_validating');
      assert.match(String(ready['validateInfo']), /^Sing /);
      const taskId = await former.make('/voice/generate', { taskId: phrase, verifyUrl: voiceUrl });
      const made = await former.until('/voice/record-info', taskId, data => data['status'] === 'success');
      assert.notEqual(made['voiceId'], '');
      const check = await former.post('/voice/check-voice', { task_id: taskId });
      assert.deepEqual(check.data, { isAvailable: true });
      assert.equal((await former.post('/voice/check-voice', { taskId })).code, 422);
    })
  );
});
