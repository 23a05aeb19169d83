import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../../../../src/core/models/catalog.ts';
import { followUps } from '../../../../../src/core/models/followUps.ts';
import { migrateDraft } from '../../../../../src/core/models/migrateDraft.ts';
import type { Param } from '../../../../../src/shared/model.ts';
import type { Task, TaskResult, TaskState } from '../../../../../src/shared/task.ts';
import { readTable } from '../../../../emulator/catalogData.ts';
import { PARENT_REQUIREMENTS } from '../../../../emulator/legacy/parentTasks.ts';

const { entries } = new Catalog([...readTable().values()]);

const result = (index: number, kind: TaskResult['kind'], rest: Partial<TaskResult> = {}): TaskResult => ({
  index,
  kind,
  url: `https://r.test/${index}`,
  state: 'saved',
  path: `/out/${index}`,
  ...rest
});
const images = [0, 1, 2, 3].map(index => result(index, 'image'));
const songs = [
  result(0, 'audio', { ref: 'a', title: 'A' }),
  result(1, 'image', { role: 'cover', ref: 'a', title: 'A' }),
  result(2, 'audio', { ref: 'b', title: 'B' }),
  result(3, 'image', { role: 'cover', ref: 'b', title: 'B' })
];
const stems = [result(0, 'audio', { role: 'vocal', ref: 's1' }), result(1, 'audio', { role: 'drums', ref: 's2' })];
const videos = [result(0, 'video'), result(1, 'video', { role: 'full-result' })];

function offers(model: string, input: Task['input'], results: readonly TaskResult[], state: TaskState = 'done') {
  const base = { localId: 'l', taskId: 't', createdAt: 1, updatedAt: 1, origin: 'api' } as const;
  return followUps(entries, { ...base, model, state, input, results });
}

const taskAndSong = (ref: string) => ({ taskId: 't', audioId: ref });
const each = (model: string, input: (ref: string, title: string) => object) => [
  [model, 0, input('a', 'A')],
  [model, 2, input('b', 'B')]
];

/** Model, input, results, and every offer with its source result and its complete input, sorted by model. */
const TABLE: readonly (readonly [string, Task['input'], readonly TaskResult[], readonly unknown[]])[] = [
  [
    '/mj/generate',
    { taskType: 'mj_txt2img' },
    images,
    ['/mj/generateUpscale', '/mj/generateVary'].flatMap(model =>
      [0, 1, 2, 3].map(index => [model, index, { taskId: 't', imageIndex: index }])
    )
  ],
  ['/mj/generateUpscale', {}, [result(0, 'image')], []],
  [
    '/mj/generate',
    { taskType: 'mj_video' },
    [result(0, 'video'), result(1, 'video')],
    [0, 1].map(index => ['/mj/generateVideoExtend', index, { taskId: 't', index }])
  ],
  [
    '/generate',
    { model: 'V5' },
    songs,
    [
      ...each('/generate/extend', ref => ({ audioId: ref, defaultParamFlag: false, model: 'V5' })),
      ...each('/generate/generate-persona', taskAndSong),
      ...each('/generate/get-timestamped-lyrics', taskAndSong),
      ...each('/generate/replace-section', (ref, title) => ({ ...taskAndSong(ref), title })),
      ...each('/mp4/generate', taskAndSong),
      ['/suno/cover/generate', undefined, { taskId: 't' }],
      ...each('/vocal-removal/generate', taskAndSong),
      ...each('/wav/generate', taskAndSong)
    ]
  ],
  [
    '/generate/add-vocals',
    { model: 'V5' },
    songs,
    [
      ...each('/generate/extend', ref => ({ audioId: ref, defaultParamFlag: false, model: 'V5' })),
      ...each('/generate/replace-section', (ref, title) => ({ ...taskAndSong(ref), title })),
      ['/suno/cover/generate', undefined, { taskId: 't' }],
      ...each('/vocal-removal/generate', taskAndSong),
      ...each('/wav/generate', taskAndSong)
    ]
  ],
  [
    '/vocal-removal/generate',
    {},
    stems,
    [
      ['/midi/generate', undefined, { taskId: 't' }],
      ['/midi/generate', 0, taskAndSong('s1')],
      ['/midi/generate', 1, taskAndSong('s2')]
    ]
  ],
  [
    '/veo/extend',
    {},
    videos,
    [
      ['/veo/extend', undefined, { taskId: 't' }],
      ['/veo/get-1080p-video', 0, { taskId: 't', index: 0 }],
      ['/veo/get-4k-video', 0, { taskId: 't', index: 0 }]
    ]
  ],
  ['/runway/generate', { quality: '720p' }, videos, [['/runway/extend', undefined, { taskId: 't', quality: '720p' }]]],
  [
    'grok-imagine/text-to-image',
    {},
    images,
    [0, 1, 2, 3].map(index => ['grok-imagine/image-to-video', index, { task_id: 't', index }])
  ]
];

for (const [model, input, results, expected] of TABLE) {
  test(`${model} ${JSON.stringify(input)}: follow-ups with their values`, () => {
    const found = offers(model, input, results).map(offer => [offer.model, offer.resultIndex, offer.input] as const);
    const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    assert.deepEqual(sorted, expected);
  });
}

test('followUps: only tasks with results at KIE have follow-ups', () => {
  for (const state of ['done', 'uncollected'] as const) {
    assert.ok(offers('/generate', { model: 'V5' }, songs, state).length > 0, state);
  }
  for (const state of ['running', 'collecting', 'failed', 'stopped', 'unknown'] as const) {
    assert.deepEqual(offers('/generate', { model: 'V5' }, songs, state), [], state);
  }
});

/** Operations without an offer: only the reverse direction is documented, or the user enters the source manually. */
const WITHOUT_OFFER = ['/gpt4o-image/download-url', 'sora-2-characters-pro'];

test('followUps: the sources of each entry are the documented ones', () => {
  for (const [id, { tasks }] of PARENT_REQUIREMENTS) {
    if (tasks === undefined || WITHOUT_OFFER.includes(id)) continue;
    const entry = entries.find(candidate => candidate.id === id);
    const legacy = id.startsWith('/');
    const offered = new Set((entry?.from ?? []).flatMap(from => from.of));
    const allowed = tasks.filter(model => model.startsWith('/') === legacy);
    assert.deepEqual([...offered].sort(), [...allowed].sort(), id);
  }
});

const isMedia = (param: Param): boolean =>
  param.media !== undefined ||
  [param.items, ...(param.oneOf ?? []), ...(param.anyOf ?? [])].some(inner => inner && isMedia(inner));

test('migrateDraft: each media parameter of a legacy entry has a target', () => {
  let checked = 0;
  for (const entry of entries) {
    const successor = entries.find(({ id }) => id === entry.successor);
    if (successor === undefined || !entry.id.startsWith('/')) continue;
    for (const [name, param] of Object.entries(entry.params)) {
      if (!isMedia(param)) continue;
      const value = param.type === 'array' ? ['file:///a'] : 'file:///a';
      const carried = JSON.stringify(migrateDraft(entry, successor, { [name]: value }));
      assert.match(carried, /file:\/\/\/a/, `${entry.id}: ${name}`);
      checked++;
    }
  }
  assert.ok(checked > 5);
});
