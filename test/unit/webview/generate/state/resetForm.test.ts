import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '../../../../../src/shared/protocol/snapshot.ts';
import { createPage } from '../../../../../webview/generate/state/createPage.ts';
import { setValue } from '../../../../../webview/generate/state/draftActions.ts';
import { resetForm, undoReset } from '../../../../../webview/generate/state/resetForm.ts';
import type { Rpc } from '../../../../../webview/rpc.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

/** A page with the model, whose extension never answers. */
function page(start?: Readonly<Record<string, string>>) {
  const rpc = { ask: () => new Promise(() => undefined) } as unknown as Rpc;
  const subject = createPage(rpc, { get: () => undefined, set: () => undefined }, () => undefined);
  const params = { prompt: { type: 'string' }, size: { type: 'string' } } as const;
  const entry = modelEntry({ id: 'A', params, ...(start === undefined ? {} : { start }) });
  subject.store.update({ snapshot: { model: { entry, order: [] }, edition: 1, typed: 0 } as unknown as Snapshot });
  return subject;
}

test('form: a reset leaves the initial values only, and is undone as a whole', () => {
  const subject = page({ size: '2K' });
  setValue(subject, ['prompt'], 'a boat');
  setValue(subject, ['size'], '4K');
  resetForm(subject);
  assert.deepEqual(subject.store.get().draft, { size: '2K' });
  undoReset(subject);
  assert.deepEqual(subject.store.get().draft, { prompt: 'a boat', size: '4K' });
  assert.equal(subject.store.get().reset, undefined);
});

test('form: without changes, there is nothing to reset', () => {
  const subject = page();
  resetForm(subject);
  assert.equal(subject.store.get().reset, undefined);
});
