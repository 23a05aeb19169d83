import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digest, outdatedKeys, updateSources } from '../../../../src/build/l10n/sources.ts';

const none: ReadonlySet<string> = new Set();
const english = { run: 'Run', stop: 'Stop' };
const translated = { run: 'Запустить', stop: 'Остановить' };
const sources = updateSources(english, translated, {}, none);

test('sources: record the English text of each translation', () => {
  assert.deepEqual(sources['run'], { english: 'Run', translation: digest('Запустить') });
  assert.deepEqual(outdatedKeys(english, translated, sources), []);
});

test('sources: a changed English text outdates its translation until a revision', () => {
  const changed = { ...english, run: 'Run Again' };
  assert.deepEqual(outdatedKeys(changed, translated, sources), ['run']);
  const kept = updateSources(changed, translated, sources, none);
  assert.deepEqual(outdatedKeys(changed, translated, kept), ['run']);
  const revised = { ...translated, run: 'Запустить ещё раз' };
  const updated = updateSources(changed, revised, kept, none);
  assert.deepEqual(updated['run'], { english: 'Run Again', translation: digest('Запустить ещё раз') });
  assert.deepEqual(outdatedKeys(changed, revised, updated), []);
});

test('sources: confirming a key accepts its translation unchanged', () => {
  const changed = { ...english, run: 'Run…', stop: 'Stop…' };
  const updated = updateSources(changed, translated, sources, new Set(['run']));
  assert.deepEqual(outdatedKeys(changed, translated, updated), ['stop']);
});

test('sources: a removed key keeps its record as long as its translation exists', () => {
  const updated = updateSources({ run: 'Run' }, translated, sources, none);
  assert.equal(updated['stop']?.english, 'Stop');
  assert.deepEqual(Object.keys(updateSources({ run: 'Run' }, { run: 'Запустить' }, updated, none)), ['run']);
});

test('sources: an empty translation gets no record', () => {
  assert.deepEqual(updateSources(english, { run: ' ' }, {}, none), {});
});
