import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earlierOffers } from '../../../src/core/engine/earlier.ts';
import type { FollowUp } from '../../../src/core/models/followUps.ts';
import { earlierModels, withEarlier } from '../../../src/shared/earlier.ts';
import type { FollowUpSource, Param } from '../../../src/shared/model.ts';
import type { Task } from '../../../src/shared/task.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';

const text: Param = { type: 'string' };
const from: readonly FollowUpSource[] = [
  { of: ['song', 'cover'], each: 'audio', fill: { task_id: 'taskId', audio_id: 'result.ref', title: 'result.title' } },
  { of: ['voice'], each: 'json', fill: { persona: 'result.ref' }, set: { kind: 'voice' } },
  { of: ['persona'], each: 'json', fill: { persona: 'result.ref' } },
  { of: ['clip'], fill: { places: 'taskId', quality: 'input.quality' } }
];
const entry = modelEntry({
  id: 'next',
  task: 'extend-audio',
  output: 'audio',
  params: {
    task_id: text,
    audio_id: text,
    title: text,
    persona: text,
    kind: text,
    places: { type: 'array' },
    quality: text
  },
  from
});

test('earlierModels: models that fill an id, none for a title', () => {
  assert.deepEqual(earlierModels(entry, 'task_id'), ['song', 'cover']);
  assert.deepEqual(earlierModels(entry, 'persona'), ['voice', 'persona']);
  assert.deepEqual(
    ['title', 'quality', 'kind', 'prompt'].flatMap(name => earlierModels(entry, name)),
    []
  );
});

const cases: readonly [string, string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>][] = [
  ['task and track together', 'audio_id', {}, { task_id: 't', audio_id: 'a' }, { task_id: 't', audio_id: 'a' }],
  [
    'what another task gave goes, what the person wrote stays',
    'task_id',
    { task_id: 'old', audio_id: 'old', title: 'Mine', prompt: 'p' },
    { task_id: 't', title: 'Its' },
    { task_id: 't', title: 'Mine', prompt: 'p' }
  ],
  ['an empty title is filled', 'task_id', {}, { task_id: 't', title: 'Its' }, { task_id: 't', title: 'Its' }],
  ['what went with another kind goes', 'persona', { persona: 'v', kind: 'voice' }, { persona: 'p' }, { persona: 'p' }],
  [
    'a list gets one more, once, and what has to be alike is',
    'places',
    { places: ['a'], quality: '720p' },
    { places: ['a', 'b'], quality: '1080p' },
    { places: ['a', 'b'], quality: '1080p' }
  ]
];
for (const [what, name, draft, given, expected] of cases) {
  test(`withEarlier: ${what}`, () => assert.deepEqual(withEarlier(entry, name, draft, given), expected));
}

test('earlierOffers: finished tasks newest first, with the results that have the id', () => {
  const task = (localId: string, model: string, createdAt: number): Task => ({
    localId,
    model,
    state: 'done',
    input: {},
    results: [],
    createdAt,
    updatedAt: createdAt,
    origin: 'form'
  });
  const given: Readonly<Record<string, readonly FollowUp[]>> = {
    older: [{ model: 'next', label: '', input: { task_id: '1', audio_id: 'a' }, resultIndex: 0 }],
    newer: [
      { model: 'next', label: '', input: { task_id: '2', audio_id: 'b' }, resultIndex: 0 },
      { model: 'next', label: '', input: { persona: 'c' }, resultIndex: 1 },
      { model: 'other', label: '', input: { task_id: '2' } }
    ],
    // Belongs to a model that provides no task here.
    foreign: [{ model: 'next', label: '', input: { task_id: '3' } }]
  };
  const tasks = [task('older', 'song', 1), task('newer', 'cover', 2), task('foreign', 'voice', 3)];
  const offers = earlierOffers({ list: () => tasks, followUps: id => given[id] ?? [] }, entry, 'task_id');
  assert.deepEqual(
    offers.map(offer => offer.followUp.input),
    [
      { task_id: '2', audio_id: 'b' },
      { task_id: '1', audio_id: 'a' }
    ]
  );
});
