import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../../../src/shared/form.ts';
import type { Snapshot } from '../../../../../src/shared/protocol/snapshot.ts';
import { isBehind, readSaved, reconcile } from '../../../../../webview/generate/model/savedState.ts';

/** As much of a snapshot as is looked at. */
const snapshot = (draft: Draft, edition: number, model = 'm', typed = 3): Snapshot =>
  ({
    draft,
    edition,
    typed,
    model: { entry: { id: model }, order: [] },
    models: [{ id: 'm' }, { id: 'n' }]
  }) as unknown as Snapshot;

const typed = { model: 'm', draft: { prompt: 'typed' }, edition: 5, typed: 4 };

for (const [what, host, saved, draft] of [
  ['the host knows nothing any more', snapshot({}, 0), typed, typed.draft],
  ['the host has not heard yet of what was typed', snapshot({ prompt: 'type' }, 5), typed, typed.draft],
  [
    'the page kept less than the host has heard',
    snapshot({ prompt: 'typed on' }, 5, 'm', 6),
    typed,
    { prompt: 'typed on' }
  ],
  ['the host tells late of what was before', snapshot({ prompt: 'older' }, 4), typed, typed.draft],
  ['the host gave the form another request', snapshot({ prompt: 'other' }, 6), typed, { prompt: 'other' }],
  ['the host emptied the form', snapshot({}, 6), typed, {}],
  ['the page kept another model', snapshot({}, 5), { ...typed, model: 'n' }, {}],
  ['the page kept nothing', snapshot({ on: false }, 5), undefined, { on: false }]
] as const) {
  test(what, () => assert.deepEqual(reconcile(host, saved), draft));
}

for (const [what, host, now, behind] of [
  ['of a model that the page has left', snapshot({}, 5, 'n'), typed, true],
  ['of the model that the host opened since', snapshot({}, 6, 'n'), typed, false],
  ['of what takes the place of a model that is gone', snapshot({}, 5, 'n'), { ...typed, model: 'gone' }, false],
  ['of the same model', snapshot({}, 5), typed, false],
  ['to a page that shows nothing yet', snapshot({}, 5), undefined, false]
] as const) {
  test(`a state ${what} is ${behind ? '' : 'not '}behind`, () => assert.equal(isBehind(host, now), behind));
}

test('what an earlier version of the page kept counts for nothing', () => {
  assert.equal(readSaved({ model: 'm', draft: {}, acked: '{}' }), undefined);
  assert.deepEqual(readSaved(typed), typed);
});
