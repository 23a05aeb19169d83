import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../../../src/shared/form.ts';
import type { Snapshot } from '../../../../../src/shared/protocol/snapshot.ts';
import { isBehind, readSaved, reconcile } from '../../../../../webview/generate/model/savedState.ts';

/** The part of a snapshot that the tests use. */
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
  ['reconcile: the saved draft wins over an empty extension', snapshot({}, 0), typed, typed.draft],
  [
    'reconcile: the saved draft wins while the extension has fewer changes',
    snapshot({ prompt: 'type' }, 5),
    typed,
    typed.draft
  ],
  [
    'reconcile: the extension wins with more changes',
    snapshot({ prompt: 'typed on' }, 5, 'm', 6),
    typed,
    { prompt: 'typed on' }
  ],
  ['reconcile: the saved draft wins over an older edition', snapshot({ prompt: 'older' }, 4), typed, typed.draft],
  ['reconcile: the extension wins with a newer edition', snapshot({ prompt: 'other' }, 6), typed, { prompt: 'other' }],
  ['reconcile: the extension wins with a newer empty form', snapshot({}, 6), typed, {}],
  ['reconcile: a draft of another model is ignored', snapshot({}, 5), { ...typed, model: 'n' }, {}],
  ['reconcile: the extension wins without a saved draft', snapshot({ on: false }, 5), undefined, { on: false }]
] as const) {
  test(what, () => assert.deepEqual(reconcile(host, saved), draft));
}

for (const [what, host, now, behind] of [
  ['of a model that the page has left', snapshot({}, 5, 'n'), typed, true],
  ['of a model that the extension opened since', snapshot({}, 6, 'n'), typed, false],
  ['of the replacement for a removed model', snapshot({}, 5, 'n'), { ...typed, model: 'gone' }, false],
  ['of the same model', snapshot({}, 5), typed, false],
  ['for a page without a model', snapshot({}, 5), undefined, false]
] as const) {
  test(`isBehind: a snapshot ${what} is ${behind ? '' : 'not '}behind`, () =>
    assert.equal(isBehind(host, now), behind));
}

test('readSaved: state of an earlier version is ignored', () => {
  assert.equal(readSaved({ model: 'm', draft: {}, acked: '{}' }), undefined);
  assert.deepEqual(readSaved(typed), typed);
});
