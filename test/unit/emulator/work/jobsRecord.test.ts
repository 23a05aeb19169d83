import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEmulator } from '../client.ts';

type Fields = Readonly<Record<string, unknown>>;

const KLING = { prompt: 'A cat', resolution: '720p', duration: 5, audio: false, customize_multi_shots: false };
const FOLA = { speaker_id: 'Speaker 1', voice_name: 'Fola' };
const SPEECH = { speakers: [FOLA], dialogue_turns: [{ speaker_id: 'Speaker 1', text: 'Hello' }] };
const DIALOGUE = {
  speakers: [FOLA, { speaker_id: 'Speaker 2', voice_name: 'Puck' }],
  dialogue_turns: [...SPEECH.dialogue_turns, { speaker_id: 'Speaker 2', text: 'Hi' }]
};
const LISTS = { elements: [], image_urls: [], video_urls: [] };

const INPUTS: readonly (readonly [model: string, input: Fields, added: Fields])[] = [
  ['z-image', { prompt: 'A cat', aspect_ratio: '1:1' }, {}],
  ['kling-3.0-omni/text-to-video', KLING, { generate_type: 'text-to-video', aspect_ratio: '16:9', ...LISTS }],
  ['kling-3.0-omni/text-to-video', { ...KLING, aspect_ratio: '9:16' }, { generate_type: 'text-to-video', ...LISTS }],
  ['google/gemini-3-8-flash-tts', SPEECH, { model: 'gemini-3.8-flash-tts', dialogue_mode: 'single' }],
  ['google/gemini-3-8-flash-tts', DIALOGUE, { model: 'gemini-3.8-flash-tts', dialogue_mode: 'multi' }]
];

for (const [model, input, added] of INPUTS) {
  const names = Object.keys(added).join(', ');
  test(`recordInfo: ${model} adds ${names === '' ? 'nothing' : names} to the input`, () =>
    withEmulator({}, async (_emulator, client) => {
      const { data: made, msg } = await client.submit(model, input);
      assert.equal(msg, 'success');
      const data = await client.finished(String(made?.['taskId']));
      assert.equal(data['param'], data['paramJson']);
      const param = JSON.parse(String(data['param'])) as Fields;
      assert.deepEqual(Object.keys(param), ['input', 'model']);
      assert.equal(param['model'], model);
      assert.deepEqual(JSON.parse(String(param['input'])), { ...added, ...input });
    }));
}
