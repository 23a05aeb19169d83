import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Snapshot } from '../../../src/shared/protocol.ts';
import { reconcile } from '../../../webview/generate/savedState.ts';

/** As much of a snapshot as is looked at. */
const snapshot = (draft: Draft, start?: ModelEntry['start']): Snapshot =>
  ({
    draft,
    model: { entry: { id: 'm', ...(start === undefined ? {} : { start }) }, order: [] }
  }) as unknown as Snapshot;

const typed = { model: 'm', draft: { prompt: 'typed' }, acked: '{"prompt":"type"}' };

for (const [what, host, saved, draft] of [
  ['the host knows nothing any more', snapshot({}), typed, typed.draft],
  ['the host has only what the form begins with', snapshot({ on: false }, { on: false }), typed, typed.draft],
  ['the page typed on since', snapshot({ prompt: 'type' }), typed, typed.draft],
  ['the host has something newer', snapshot({ prompt: 'other' }), typed, { prompt: 'other' }],
  ['the page kept another model', snapshot({}), { ...typed, model: 'n' }, {}],
  ['the page kept nothing', snapshot({ on: false }, { on: false }), undefined, { on: false }]
] as const) {
  test(what, () => assert.deepEqual(reconcile(host, saved), draft));
}
