import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, fox, FOLLOWED } from './cases.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

/** Model resolved for a task tracked by its ID alone; undefined if its record does not identify one. */
const ADOPTED: Readonly<Record<string, string | undefined>> = {
  '/veo/generate': '/veo/generate',
  '/veo/extend': '/veo/extend',
  '/veo/get-4k-video': '/veo/get-4k-video',
  '/runway/extend': '/runway/extend',
  '/mj/generateUpscale': '/mj/generateUpscale',
  '/mj/generateVary': '/mj/generateVary',
  '/generate/extend': '/generate/extend',
  '/generate/replace-section': '/generate/replace-section',
  '/mj/generateVideoExtend': '/mj/generateVideoExtend',
  '/voice/regenerate': undefined
};

for (const [model, known] of Object.entries(ADOPTED)) {
  test(`track: ${model} by its ID is ${known ?? 'unidentified'}, with its follow-ups`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const made = await s.run({ model, input: model === '/veo/generate' ? fox : await before(s, model) });
    assert.equal(made.state, 'done', JSON.stringify(made.error));
    const offers = s.engine.tasks.followUps(made.localId).map(offer => offer.model);
    s.engine.tasks.remove(made.localId);
    const { localId } = await s.engine.tasks.track(made.taskId ?? '', { saveTo: { folder: s.out, template: 'again' } });
    const task = await s.engine.tasks.waitFor(localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(s.engine.models.entry(task.model)?.id, known);
    const again = s.engine.tasks.followUps(localId).map(offer => offer.model);
    assert.deepEqual(again, known === undefined ? [] : offers);
  });
}

for (const [model, input] of [...FOLLOWED, ['google/nano-banana', { prompt: 'a fox' }] as const]) {
  test(`track: ${model} by its ID alone costs nothing`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const made = await s.run({ model, input });
    s.engine.tasks.remove(made.localId);
    const before = s.emulator.submissions.length;
    const adopted = await s.engine.tasks.track(` ${made.taskId ?? ''} `, {
      saveTo: { folder: s.out, template: 'again' }
    });
    const task = await s.engine.tasks.waitFor(adopted.localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(task.results.length, made.results.length);
    assert.deepEqual([task.origin, s.emulator.submissions.length], ['adopted', before]);
    // The form rejects an input with fields that a record repeats beside the documented parameters.
    const params = s.engine.models.entry(task.model)?.params ?? {};
    assert.deepEqual(
      Object.keys(task.input).filter(name => !Object.hasOwn(params, name) || /callback/i.test(name)),
      []
    );
  });
}

const KLING = { prompt: 'a fox', resolution: '720p', duration: 5, audio: false, customize_multi_shots: false };
/** Model, input and defaults that KIE adds to it; the input is restored from the record alone. */
const RESTORED: readonly (readonly [string, Record<string, unknown>, added?: Record<string, unknown>])[] = [
  ['z-image', { prompt: 'a fox', aspect_ratio: '16:9' }],
  [
    '/veo/generate',
    { prompt: 'a fox', model: 'veo3_fast', aspect_ratio: '9:16' },
    { enableTranslation: true, enableFallback: false }
  ],
  ['kling-3.0-omni/text-to-video', { ...KLING, aspect_ratio: '9:16' }],
  ['kling-3.0-omni/text-to-video', KLING, { aspect_ratio: '16:9' }],
  [
    'google/gemini-3-8-flash-tts',
    {
      speakers: [{ speaker_id: 'Speaker 1', voice_name: 'Fola' }],
      dialogue_turns: [{ speaker_id: 'Speaker 1', text: 'Hello' }]
    }
  ]
];

for (const [model, input, added = {}] of RESTORED) {
  const defaults = Object.keys(added).length > 0 ? ' and the defaults that KIE added' : '';
  test(`track: ${model} gets its input back${defaults}`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const made = await s.run({ model, input });
    s.engine.tasks.remove(made.localId);
    const adopted = await s.engine.tasks.track(made.taskId ?? '', { saveTo: { folder: s.out, template: 'again' } });
    const task = await s.engine.tasks.waitFor(adopted.localId);
    assert.deepEqual([task.state, task.model], ['done', model]);
    assert.deepEqual(task.input, { ...input, ...added });
  });
}

test('track: an unknown ID is rejected and adds no task', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const options = { saveTo: { folder: s.out, template: 'x' } };
  await assert.rejects(s.engine.tasks.track('nobody', options), /Task nobody not found/);
  await assert.rejects(s.engine.tasks.track('nobody', { ...options, service: 'suno' }), /Suno has no task nobody/);
  assert.deepEqual(s.engine.tasks.list(), []);
});

test('track: an ID entered twice at once adds one task', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const made = await s.run({ model: '/lyrics', input: { prompt: 'x' } });
  s.engine.tasks.remove(made.localId);
  const options = { saveTo: { folder: `${s.out}-again`, template: 'x' } };
  const both = await Promise.all([1, 2].map(() => s.engine.tasks.track(made.taskId ?? '', options)));
  assert.equal(new Set(both.map(({ localId }) => localId)).size, 1);
  assert.equal(s.engine.tasks.list().length, 1);
});
