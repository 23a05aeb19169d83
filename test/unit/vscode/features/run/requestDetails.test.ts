import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Price } from '../../../../../src/shared/form.ts';
import '../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const { modelLine, requestDetails } = await import('../../../../../src/vscode/features/run/requestDetails.ts');

const exact = (credits: number): Price => ({ kind: 'exact', credits, parts: [] });
const entry = modelEntry({
  name: 'Fox',
  params: {
    first_frame: { type: 'string', media: 'image', label: 'First Frame' },
    references: { type: 'array', media: 'image', items: { type: 'string' }, label: 'References' },
    duration: { type: 'string', default: '5', label: 'Duration' }
  }
});

test('request details: name the price in both currencies, the files and the duration', () => {
  const input = {
    prompt: 'A fox',
    first_frame: 'file:///w/portrait%20a.png',
    references: ['https://example.com/b.png?x', 'file:///w/c.png'],
    duration: '10'
  };
  assert.deepEqual(requestDetails(exact(24), [{ entry, input }]), [
    'Price: 24 credits ($0.12)',
    'Inputs: First Frame (portrait a.png), References (b.png, c.png)',
    'Duration: 10 s'
  ]);
});

for (const [price, line] of [
  [exact(0.5), 'Price: 0.5 credits ($0.0025)'],
  [exact(205), 'Price: 205 credits ($1.025)'],
  [{ kind: 'upTo', credits: 400, parts: [] }, 'Price: up to 400 credits ($2.00)']
] as const satisfies readonly (readonly [Price, string])[]) {
  test(`request details: show ${line}`, () => assert.deepEqual(requestDetails(price, []), [line]));
}

test('request details: have no line for inputs or a duration that a request lacks', () => {
  assert.deepEqual(requestDetails({ kind: 'unknown', parts: [] }, [{ entry, input: {} }]), []);
  assert.deepEqual(requestDetails({ kind: 'unknown', parts: [] }, [{ entry: undefined, input: { a: 1 } }]), []);
});

test('request details: name the documented duration only where the rules show it', () => {
  const lines = (fields: Parameters<typeof requestDetails>[1][number]['fields'], input = {}): readonly string[] =>
    requestDetails({ kind: 'unknown', parts: [] }, [{ entry, input, ...(fields === undefined ? {} : { fields }) }]);
  assert.deepEqual(lines({}), ['Duration: 5 s']);
  assert.deepEqual(lines({ duration: { hidden: true } }), []);
  assert.deepEqual(lines(undefined), []);
  assert.deepEqual(lines({}, { duration: -1 }), []);
});

test('request details: several requests list each file once and a range of durations', () => {
  const requests = ['5', '10', '5'].map((duration, index) => ({
    entry,
    input: { first_frame: 'file:///w/a.png', references: [`file:///w/${index}.png`], duration }
  }));
  assert.deepEqual(requestDetails(exact(3), requests).slice(1), [
    'Inputs: a.png, 0.png, 1.png, 2.png',
    'Duration: 5 to 10 s each'
  ]);
  const many = Array.from({ length: 9 }, (_, index) => ({ entry, input: { first_frame: `file:///w/${index}.png` } }));
  assert.deepEqual(requestDetails(exact(3), many).slice(1), [
    'Inputs: 0.png, 1.png, 2.png, 3.png, 4.png, 5.png and 3 more'
  ]);
});

test('request details: name each model once', () => {
  const other = modelEntry({ name: 'Hare', params: {} });
  assert.equal(modelLine([entry, entry]), 'Model: Fox');
  assert.equal(modelLine([entry, other, entry]), 'Models: Fox, Hare');
  assert.equal(modelLine([undefined]), undefined);
});
