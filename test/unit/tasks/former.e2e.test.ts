import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Stage } from './stage.ts';
import { OPTIONS, SAMPLES, stage } from './stage.ts';

const file = (name: string): string => pathToFileURL(path.join(SAMPLES, name)).href;
const [picture, clip, sound] = [file('portrait.png'), file('clip.mp4'), file('melody.mp3')];
const fox = { prompt: 'a fox' };
const melody = file('melody.mp3');
const song = { customMode: false, instrumental: false, model: 'V5', prompt: 'a quiet song' };
const vocals = { prompt: 'la', title: 'T', negativeTags: 'metal', style: 'folk', uploadUrl: sound };

/** Model, what is asked for, what lands in the folder. */
const RUNS: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['/veo/generate', { prompt: 'a fox' }, ['x.mp4']],
  ['/runway/generate', { prompt: 'a fox', duration: 5, quality: '720p', aspectRatio: '16:9' }, ['x.mp4']],
  ['/aleph/generate', { prompt: 'a fox', videoUrl: clip }, ['x.mp4']],
  ['/gpt4o-image/generate', { prompt: 'a fox', size: '1:1' }, ['x.picture']],
  ['/flux/kontext/generate', { prompt: 'a fox' }, ['x.picture']],
  ['/modify/generate', { prompt: 'a fox', videoUrl: clip }, ['x.mp4']],
  [
    '/mj/generate',
    { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' },
    ['x-2.picture', 'x-3.picture', 'x-4.picture', 'x.picture']
  ],
  ['/generate', song, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  [
    '/generate/upload-cover',
    { ...song, uploadUrl: sound },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  [
    '/generate/upload-extend',
    { uploadUrl: sound, defaultParamFlag: false, model: 'V5', prompt: 'on and on' },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  ['/generate/add-vocals', vocals, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  [
    '/generate/add-instrumental',
    { title: 'T', negativeTags: 'metal', tags: 'folk', uploadUrl: sound },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  [
    '/generate/mashup',
    { customMode: true, instrumental: true, model: 'V5', title: 'T', style: 'folk', uploadUrlList: [sound, melody] },
    ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']
  ],
  ['/generate/sounds', { prompt: 'rain', model: 'V5' }, ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']],
  ['/lyrics', { prompt: 'a quiet song' }, ['x-2.txt', 'x.txt']],
  ['/style/generate', { content: 'pop' }, ['x.txt']],
  ['/voice/validate', { voiceUrl: sound, vocalStartS: 0, vocalEndS: 1 }, ['x.txt']],
  ['/vocal-removal/generate', { audioUrl: sound }, ['x-instrumental.mp3', 'x-vocal.mp3']],
  ['/omni/audio/create', { audio_id: 'achernar', name: 'Anna' }, ['x.json']],
  ['/omni/character/create', { descriptions: 'a fox', image_urls: [picture] }, ['x-image.picture', 'x.json']]
];

/** Which kind of picture comes is the service's affair. */
const named = async (s: Stage): Promise<string[]> =>
  (await s.files()).map(name => name.replace(/\.(jpg|png|webp)$/, '.picture'));

for (const [model, input, files] of RUNS) {
  test(`${model}: run, followed and saved`, OPTIONS, async t => {
    const s = await stage(t);
    const task = await s.run({ model, input, saveTo: { folder: s.out, template: 'x' } });
    assert.equal(task.state, 'done', JSON.stringify(task.error) + s.log.slice(-8).join('\n'));
    assert.deepEqual(await named(s), files);
    const sent = s.emulator.requests.filter(request => request.path === `/api/v1${model}`);
    assert.equal(sent.length, 1, 'sent once');
  });
}

/** Each service's own words for a task that failed. */
const FOLLOWED = RUNS.filter(([model]) => !/^\/(style|omni)/.test(model));

for (const [model, input] of FOLLOWED) {
  test(`${model}: a task that fails says why and leaves no file`, OPTIONS, async t => {
    const fail = { kind: 'fail', failCode: '501', failMsg: 'No such luck' } as const;
    const s = await stage(t, { call: 'task', model, effect: fail, times: 0 });
    const task = await s.run({ model, input });
    assert.deepEqual([task.state, task.error?.code], ['failed', '501']);
    assert.match(task.error?.message ?? '', /No such luck/);
    assert.deepEqual(await s.files(), []);
  });

  test(`${model}: not known at first, followed after a reload, sent once`, OPTIONS, async t => {
    const s = await stage(t, { call: 'task', model, effect: { kind: 'notFound', polls: 2, code: 422 }, times: 0 });
    const saveTo = { folder: s.out, template: 'x' };
    const { localId } = await s.engine.start({ model, input, saveTo, origin: 'api' });
    const known = Promise.withResolvers<undefined>();
    const listener = s.engine.onTasks(() => {
      if (s.engine.task(localId)?.taskId !== undefined) known.resolve(undefined);
    });
    await known.promise;
    listener.dispose();
    const next = await s.reopen();
    const task = await next.settled(localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(s.emulator.requests.filter(request => request.path === `/api/v1${model}`).length, 1);
  });
}

for (const as of ['status', 'code', 'moved'] as const) {
  test(`a former endpoint that is gone (${as}) names its successor with the same input`, OPTIONS, async t => {
    const s = await stage(t, { call: 'createTask', model: '/veo/generate', effect: { kind: 'gone', as }, times: 0 });
    const input = { prompt: 'a fox', imageUrls: [picture], generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO' };
    const task = await s.run({ model: '/veo/generate', input });
    assert.deepEqual([task.state, task.taskId, s.emulator.submissions.length], ['failed', undefined, 0]);
    assert.deepEqual(task.error?.successor, {
      model: 'veo-3-1',
      input: { prompt: 'a fox', image_urls: [picture], generation_type: 'FIRST_AND_LAST_FRAMES_2_VIDEO' }
    });
    assert.match(task.error.message, /veo-3-1/);
  });
}

test('the first song is collected early, once, and the second when it comes', OPTIONS, async t => {
  const s = await stage(t, { call: 'task', model: '/generate', effect: { kind: 'steps', polls: 8 }, times: 0 });
  const saveTo = { folder: s.out, template: 'x' };
  const seen: string[] = [];
  const saved: number[] = [];
  const listener = s.engine.onTasks(([task]) => {
    if (task?.note !== undefined && seen.at(-1) !== task.note) seen.push(task.note);
    if (task?.state === 'running') saved.push(task.results.filter(result => result.state === 'saved').length);
  });
  const { localId } = await s.engine.start({ model: '/generate', input: song, saveTo, origin: 'api' });
  const early = s.engine.onTasks(() => {
    if (s.engine.task(localId)?.state !== 'running') return;
    early.dispose();
    s.engine.collectEarly(localId);
  });
  const task = await s.engine.settled(localId);
  listener.dispose();
  assert.equal(task.state, 'done', JSON.stringify(task.error));
  assert.deepEqual(seen, ['The lyrics are written.', 'The first song is ready.']);
  assert.ok(Math.max(...saved) > 0, 'something was saved while it was running');
  assert.deepEqual(await named(s), ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x.mp3']);
  assert.equal(task.note, undefined);
});

/** A task, and what is run from it: follow-up, what the person adds, how many files there are then. */
const CHAINS: readonly (readonly [
  string,
  Readonly<Record<string, unknown>>,
  readonly (readonly [string, Readonly<Record<string, unknown>>, number])[]
])[] = [
  [
    '/veo/generate',
    fox,
    [
      ['/veo/extend', { prompt: 'on' }, 2],
      ['/veo/get-1080p-video', {}, 1],
      ['/veo/get-4k-video', {}, 1]
    ]
  ],
  [
    '/runway/generate',
    { prompt: 'a fox', duration: 5, quality: '720p', aspectRatio: '16:9' },
    [['/runway/extend', { prompt: 'on' }, 1]]
  ],
  [
    '/mj/generate',
    { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' },
    [
      ['/mj/generateUpscale', {}, 1],
      ['/mj/generateVary', {}, 4]
    ]
  ],
  [
    '/generate',
    song,
    [
      ['/generate/extend', {}, 4],
      ['/vocal-removal/generate', {}, 2],
      ['/wav/generate', {}, 1],
      ['/mp4/generate', {}, 1],
      ['/suno/cover/generate', {}, 2],
      ['/generate/get-timestamped-lyrics', {}, 2],
      ['/generate/generate-persona', { name: 'Anna', description: 'soft' }, 1],
      ['/generate/replace-section', { prompt: 'x', tags: 'pop', infillStartS: 0, infillEndS: 10, fullLyrics: 'la' }, 4]
    ]
  ],
  ['/vocal-removal/generate', { audioUrl: sound }, [['/midi/generate', {}, 1]]],
  [
    '/voice/validate',
    { voiceUrl: sound, vocalStartS: 0, vocalEndS: 1 },
    [
      ['/voice/regenerate', {}, 1],
      ['/voice/generate', { verifyUrl: sound }, 1]
    ]
  ],
  [
    '/mj/generate',
    { taskType: 'mj_video', prompt: 'a fox', fileUrl: picture, motion: 'low', videoBatchSize: 1 },
    [['/mj/generateVideoExtend', { taskType: 'mj_video_extend_auto' }, 1]]
  ],
  [
    'ai-music-api/generate',
    { custom_mode: false, instrumental: false, model: 'V6', prompt: 'a quiet song', style: 'folk' },
    [
      ['ai-music-api/extend', {}, 4],
      ['ai-music-api/separate-vocals', {}, 2],
      ['ai-music-api/create-music-video', {}, 1],
      ['ai-music-api/timeStamped-lyrics', {}, 2],
      ['ai-music-api/generate-persona', { name: 'Anna', description: 'soft' }, 1],
      ['ai-music-api/convert-to-wav-format', {}, 1],
      ['ai-music-api/cover-generate', {}, 2]
    ]
  ],
  [
    'pixverse-v6/text-to-video',
    { prompt: 'a fox' },
    [['pixverse-v6/extend', { prompt: 'on and on', duration: 5, quality: '540p' }, 1]]
  ],
  ['/voice/generate', {}, [['/voice/check-voice', {}, 1]]],
  ['omnihuman-1-5/subject-detection', { image_url: picture }, [['omnihuman-1-5', { audio_url: sound }, 1]]],
  ['veo-3-1', { prompt: 'a fox' }, [['veo/get-4k-video', {}, 1]]],
  ['grok-imagine/text-to-image', { prompt: 'a fox' }, [['grok-imagine/image-to-video', { duration: '6' }, 1]]]
];

/** What has to be there before an operation: where it comes from, and what is asked for there. */
const BEFORE: Readonly<
  Record<string, readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>
> = {
  '/voice/generate': ['/voice/validate', { voiceUrl: sound, vocalStartS: 0, vocalEndS: 1 }, { verifyUrl: sound }],
  '/voice/regenerate': ['/voice/validate', { voiceUrl: sound, vocalStartS: 0, vocalEndS: 1 }, {}],
  '/wav/generate': ['/generate', song, {}],
  '/mp4/generate': ['/generate', song, {}],
  '/suno/cover/generate': ['/generate', song, {}],
  '/generate/extend': ['/generate', song, {}],
  '/midi/generate': ['/vocal-removal/generate', { audioUrl: sound }, {}],
  '/veo/extend': ['/veo/generate', { prompt: 'a fox' }, { prompt: 'on' }],
  '/veo/get-4k-video': ['/veo/generate', { prompt: 'a fox' }, {}],
  '/runway/extend': [
    '/runway/generate',
    { prompt: 'a fox', duration: 5, quality: '720p', aspectRatio: '16:9' },
    { prompt: 'on' }
  ],
  '/mj/generateUpscale': ['/mj/generate', { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' }, {}],
  '/mj/generateVary': ['/mj/generate', { taskType: 'mj_txt2img', prompt: 'a fox', speed: 'fast' }, {}]
};

async function before(s: Stage, model: string): Promise<Readonly<Record<string, unknown>>> {
  const [from, input, added] = BEFORE[model] ?? [];
  if (from === undefined || input === undefined) return {};
  const source = await s.run({ model: from, input, saveTo: { folder: `${s.out}-before`, template: 'x' } });
  const offer = s.engine.followUps(source.localId).find(candidate => candidate.model === model);
  assert.ok(offer, `${model} is offered on ${from}`);
  return { ...offer.input, ...added };
}

/** Operations that go on from a task, told of by the same records as what they go on from. */
const NEXT = Object.keys(BEFORE);

for (const model of NEXT) {
  test(`${model}: a task that fails says why and leaves no file`, OPTIONS, async t => {
    const fail = { kind: 'fail', failCode: '501', failMsg: 'No such luck' } as const;
    const s = await stage(t, { call: 'task', model, effect: fail, times: 0 });
    const task = await s.run({ model, input: await before(s, model) });
    assert.deepEqual([task.state, task.error?.code], ['failed', '501']);
    assert.match(task.error?.message ?? '', /No such luck/);
    assert.deepEqual(await s.files(), []);
  });

  test(`${model}: not known at first, followed after a reload, sent once`, OPTIONS, async t => {
    const s = await stage(t, { call: 'task', model, effect: { kind: 'notFound', polls: 2, code: 422 }, times: 0 });
    const input = await before(s, model);
    const { localId } = await s.engine.start({ model, input, saveTo: { folder: s.out, template: 'x' }, origin: 'api' });
    const known = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (s.engine.task(localId)?.taskId !== undefined) known.resolve(undefined);
    };
    const listener = s.engine.onTasks(look);
    look();
    await known.promise;
    listener.dispose();
    const next = await s.reopen();
    assert.equal((await next.settled(localId)).state, 'done');
    assert.equal(s.emulator.submissions.filter(each => each.model === model).length, 1);
  });
}

/** Taken up by its id alone: which model it is then, undefined where its record does not tell. */
const ADOPTED: Readonly<Record<string, string | undefined>> = {
  '/veo/generate': '/veo/generate',
  '/veo/extend': '/veo/extend',
  '/veo/get-4k-video': '/veo/get-4k-video',
  '/runway/extend': '/runway/extend',
  '/mj/generateUpscale': '/mj/generateUpscale',
  '/mj/generateVary': '/mj/generateVary',
  '/generate/extend': '/generate/extend',
  '/voice/regenerate': undefined
};

for (const [model, known] of Object.entries(ADOPTED)) {
  test(`${model} is taken up as ${known ?? 'what nobody can tell'}, with the offers of that`, OPTIONS, async t => {
    const s = await stage(t);
    const made = await s.run({ model, input: model === '/veo/generate' ? fox : await before(s, model) });
    assert.equal(made.state, 'done', JSON.stringify(made.error));
    const offers = s.engine.followUps(made.localId).map(offer => offer.model);
    s.engine.remove(made.localId);
    const { localId } = await s.engine.follow(made.taskId ?? '', { saveTo: { folder: s.out, template: 'again' } });
    const task = await s.engine.settled(localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(s.engine.entry(task.model)?.id, known);
    const again = s.engine.followUps(localId).map(offer => offer.model);
    assert.deepEqual(again, known === undefined ? [] : offers);
  });
}

test('4o image: a dead address is made new by its own way when the common one does not know it', OPTIONS, async t => {
  const model = '/gpt4o-image/generate';
  const s = await stage(
    t,
    { call: 'task', model, effect: { kind: 'deadResults' }, times: 0 },
    { call: 'downloadUrl', effect: { kind: 'code', code: 422 } }
  );
  const task = await s.run({ model, input: { prompt: 'a fox', size: '1:1' } });
  assert.equal(task.state, 'done', JSON.stringify(task.error));
  const asked = s.emulator.requests.filter(({ path: at }) => at.endsWith('/download-url')).map(({ path: at }) => at);
  assert.deepEqual(asked, ['/api/v1/common/download-url', '/api/v1/gpt4o-image/download-url']);
});

for (const [model, input, steps] of CHAINS) {
  test(`more from ${model}: what the documentation allows, filled in`, OPTIONS, async t => {
    const s = await stage(t);
    const source = await s.run({ model, input: { ...(await before(s, model)), ...input } });
    assert.equal(source.state, 'done', JSON.stringify(source.error));
    const offers = s.engine.followUps(source.localId);
    for (const [next, added, count] of steps) {
      const offer = offers.find(candidate => candidate.model === next);
      assert.ok(offer, `${next} is offered, of ${offers.map(each => each.model).join(', ')}`);
      const task = await s.run({ model: next, input: { ...offer.input, ...added } });
      assert.equal(task.state, 'done', `${next}: ${JSON.stringify(task.error)} ${JSON.stringify(offer.input)}`);
      assert.equal(task.results.length, count, next);
    }
  });
}

for (const [model, input] of [...FOLLOWED, ['google/nano-banana', { prompt: 'a fox' }] as const]) {
  test(`${model}: its task is adopted elsewhere by its id alone, and costs nothing`, OPTIONS, async t => {
    const s = await stage(t);
    const made = await s.run({ model, input });
    s.engine.remove(made.localId);
    const before = s.emulator.submissions.length;
    const adopted = await s.engine.follow(` ${made.taskId ?? ''} `, { saveTo: { folder: s.out, template: 'again' } });
    const task = await s.engine.settled(adopted.localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(task.results.length, made.results.length);
    assert.deepEqual([task.origin, s.emulator.submissions.length], ['adopted', before]);
  });
}

test('an id that nobody knows is refused and leaves no task', OPTIONS, async t => {
  const s = await stage(t);
  const options = { saveTo: { folder: s.out, template: 'x' } };
  await assert.rejects(s.engine.follow('nobody', options), /KIE knows no task nobody/);
  await assert.rejects(s.engine.follow('nobody', { ...options, service: 'suno' }), /Suno knows no task nobody/);
  assert.deepEqual(s.engine.tasks(), []);
});
