import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOpen, openFields } from '../../../../../webview/generate/model/openFields.ts';

const names = new Map([
  ['prompt', 'Prompt'],
  ['images', 'Images'],
  ['speakers', 'Speakers'],
  ['speakers[0]', 'Speaker 1'],
  ['speakers[0].voice', 'Speaker 1: Voice']
]);
const issue = (path: string) => ({ path, message: 'x' });

test('open fields: are in the order of the form, each once', () => {
  const issues = [issue('speakers[0].voice'), issue('prompt'), issue('prompt')];
  assert.deepEqual(openFields(issues, names), [
    { path: 'prompt', name: 'Prompt' },
    { path: 'speakers[0].voice', name: 'Speaker 1: Voice' }
  ]);
});

test('open fields: an issue of a part that is not shown belongs to the field around it', () => {
  const paths = ['images[3]', 'speakers[0].pace', 'speakers[7].voice'];
  assert.deepEqual(
    openFields(paths.map(issue), names).map(({ path }) => path),
    ['images', 'speakers', 'speakers[0]']
  );
});

test('open fields: leave out issues of no shown field', () => {
  assert.deepEqual(openFields([issue(''), issue('hidden'), issue('hidden[0].a')], names), []);
});

test('next open field: visits each field in order, twice around', () => {
  const open = ['prompt', 'images', 'batch-times'].map(path => ({ path }));
  const order = [...names.keys(), 'batch-times'];
  const visited: string[] = [];
  while (visited.length < 6) visited.push(nextOpen(open, order, visited.at(-1))?.path ?? '');
  assert.deepEqual(visited, ['prompt', 'images', 'batch-times', 'prompt', 'images', 'batch-times']);
  assert.equal(nextOpen(open, order, 'speakers[0].voice')?.path, 'batch-times');
  assert.equal(nextOpen(open.slice(0, 0), order, 'prompt'), undefined);
});
