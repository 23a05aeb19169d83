import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft } from '../../../../../../src/shared/form.ts';
import { withLinkedValues } from '../../../../../../webview/generate/model/values/linkedValues.ts';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';

const film = modelEntry({
  params: {
    duration: { type: 'string', enum: ['5', '10'], default: '5' },
    shots: {
      type: 'array',
      items: { type: 'object', properties: { text: {}, seconds: { type: 'integer', minimum: 1, maximum: 12 } } }
    }
  },
  rules: [{ advice: 'x', limits: { sum: { of: 'shots[].seconds', is: 'duration' } } }]
});
const seconds = (before: Draft, after: Draft): unknown =>
  (withLinkedValues(film, before, after)['shots'] as readonly { seconds?: number }[]).map(shot => shot.seconds);

describe('shot lengths', () => {
  it('split the total evenly as shots come and go', () => {
    assert.deepEqual(seconds({}, { shots: [{ text: 'a' }] }), [5]);
    assert.deepEqual(seconds({ shots: [{ seconds: 5 }] }, { shots: [{ seconds: 5 }, {}] }), [3, 2]);
    assert.deepEqual(seconds({ shots: [{ seconds: 3 }, { seconds: 2 }] }, { shots: [{ seconds: 2 }] }), [5]);
  });

  it('follow the total while they are even', () => {
    const shots = [{ seconds: 3 }, { seconds: 2 }];
    assert.deepEqual(seconds({ shots }, { shots, duration: '10' }), [5, 5]);
  });

  it('stay as the user set them', () => {
    const edited = [{ seconds: 4 }, { seconds: 2 }];
    assert.deepEqual(seconds({ shots: [{ seconds: 3 }, { seconds: 2 }] }, { shots: edited }), [4, 2]);
    assert.deepEqual(seconds({ shots: edited }, { shots: [...edited, {}] }), [4, 2, undefined]);
    assert.deepEqual(seconds({ shots: edited }, { shots: edited, duration: '10' }), [4, 2]);
  });
});

const talk = modelEntry({
  params: {
    speakers: { type: 'array', items: { type: 'object', label: 'Speaker', properties: { id: { type: 'string' } } } },
    lines: { type: 'array', items: { type: 'object', label: 'Line', properties: { who: {}, text: {} } } }
  },
  rules: [{ memberOf: { of: 'lines[].who', in: 'speakers[].id' } }]
});

describe('names of speakers', () => {
  const two = [{ id: 'Speaker 1' }, { id: 'Speaker 2' }];

  it('are given to new speakers', () => {
    assert.deepEqual(withLinkedValues(talk, {}, { speakers: [{ voice: 'Kore' }] }), {
      speakers: [{ voice: 'Kore', id: 'Speaker 1' }]
    });
    const gap = { speakers: [{ id: 'Speaker 2' }] };
    assert.deepEqual(withLinkedValues(talk, gap, { speakers: [{ id: 'Speaker 2' }, {}] }), {
      speakers: [{ id: 'Speaker 2' }, { id: 'Speaker 1' }]
    });
  });

  it('are taken in turns by new lines', () => {
    const lines = [{ who: 'Speaker 1', text: 'a' }];
    assert.deepEqual(withLinkedValues(talk, { speakers: two }, { speakers: two, lines: [{ text: 'a' }] })['lines'], [
      { text: 'a', who: 'Speaker 1' }
    ]);
    const after = withLinkedValues(talk, { speakers: two, lines }, { speakers: two, lines: [...lines, {}] });
    assert.deepEqual(after['lines'], [...lines, { who: 'Speaker 2' }]);
  });

  it('come with the first line', () => {
    assert.deepEqual(withLinkedValues(talk, {}, { lines: [{ text: 'a' }] }), {
      speakers: [{ id: 'Speaker 1' }],
      lines: [{ text: 'a', who: 'Speaker 1' }]
    });
  });

  it('are renamed in the lines too', () => {
    const lines = [{ who: 'Speaker 2', text: 'a' }];
    const renamed = [{ id: 'Speaker 1' }, { id: 'Ann' }];
    const after = withLinkedValues(talk, { speakers: two, lines }, { speakers: renamed, lines });
    assert.deepEqual(after['lines'], [{ who: 'Ann', text: 'a' }]);
  });

  it('may be emptied', () => {
    const after = withLinkedValues(talk, { speakers: two }, { speakers: [{ id: 'Speaker 1' }, {}] });
    assert.deepEqual(after['speakers'], [{ id: 'Speaker 1' }, {}]);
  });
});
