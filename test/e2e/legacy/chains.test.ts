import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, fox, movie, image, section, song, audio } from './cases.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

/** A task and its follow-ups: model, fields that the user adds, and resulting number of files. */
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
      ['/generate/replace-section', section, 4]
    ]
  ],
  ['/vocal-removal/generate', { audioUrl: audio }, [['/midi/generate', {}, 1]]],
  [
    '/voice/validate',
    { voiceUrl: audio, vocalStartS: 0, vocalEndS: 1 },
    [
      ['/voice/regenerate', {}, 1],
      ['/voice/generate', { verifyUrl: audio }, 1]
    ]
  ],
  ['/mj/generate', movie, [['/mj/generateVideoExtend', { taskType: 'mj_video_extend_auto' }, 1]]],
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
  [
    '/voice/generate',
    {},
    [
      ['/voice/check-voice', {}, 1],
      ['/generate', { instrumental: false, model: 'V5', prompt: 'la', style: 'folk', title: 'T' }, 4]
    ]
  ],
  [
    '/generate/generate-persona',
    {},
    [['/generate', { instrumental: false, model: 'V5', prompt: 'la', style: 'folk', title: 'T' }, 4]]
  ],
  [
    '/omni/audio/create',
    { audio_id: 'achernar', name: 'Anna' },
    [
      ['/omni/character/create', { descriptions: 'a fox', image_urls: [image] }, 2],
      ['gemini-omni-video', { prompt: 'a fox', duration: '4' }, 1]
    ]
  ],
  [
    '/omni/character/create',
    { descriptions: 'a fox', image_urls: [image] },
    [['gemini-omni-video', { prompt: 'a fox', duration: '4' }, 1]]
  ],
  ['omnihuman-1-5/subject-detection', { image_url: image }, [['omnihuman-1-5', { audio_url: audio }, 1]]],
  ['veo-3-1', { prompt: 'a fox' }, [['veo/get-4k-video', {}, 1]]],
  ['grok-imagine/text-to-image', { prompt: 'a fox' }, [['grok-imagine/image-to-video', { duration: '6' }, 1]]]
];

for (const [model, input, steps] of CHAINS) {
  test(`follow-ups: ${model} offers every documented one, filled in`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const source = await s.run({ model, input: { ...(await before(s, model)), ...input } });
    assert.equal(source.state, 'done', JSON.stringify(source.error));
    const offers = s.engine.tasks.followUps(source.localId);
    for (const [next, added, count] of steps) {
      const offer = offers.find(candidate => candidate.model === next);
      assert.ok(offer, `${next} is offered, of ${offers.map(each => each.model).join(', ')}`);
      const task = await s.run({ model: next, input: { ...offer.input, ...added } });
      assert.equal(task.state, 'done', `${next}: ${JSON.stringify(task.error)} ${JSON.stringify(offer.input)}`);
      assert.equal(task.results.length, count, next);
    }
  });
}
