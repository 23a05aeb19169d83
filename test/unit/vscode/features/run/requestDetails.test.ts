import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Length, Price } from '../../../../../src/shared/form.ts';
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
  const lengths: readonly Length[] = [{ kind: 'exact', seconds: 10 }];
  assert.deepEqual(requestDetails(exact(24), [{ entry, input, lengths }]), [
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

const unpriced: Price = { kind: 'unknown', parts: [] };
const lines = (...lengths: readonly (readonly Length[])[]): readonly string[] =>
  requestDetails(
    unpriced,
    lengths.map(each => ({ entry, input: {}, lengths: each }))
  );

test('request details: name a length as exact, bounded, unknown or a choice', () => {
  assert.deepEqual(lines([{ kind: 'exact', seconds: 7.5 }]), ['Duration: 7.5 s']);
  assert.deepEqual(lines([{ kind: 'atMost', seconds: 30 }]), ['Duration: up to 30 s']);
  assert.deepEqual(lines([{ kind: 'unknown' }]), ['Duration: unknown']);
  assert.deepEqual(
    lines([
      { kind: 'text', text: 'Full video' },
      { kind: 'exact', seconds: 12.004, of: 'Video' }
    ]),
    ['Duration: Full video', 'Length of "Video": 12 s']
  );
  assert.deepEqual(lines([{ kind: 'atMost', seconds: 12, of: 'Audio' }]), ['Length of "Audio": up to 12 s']);
  assert.deepEqual(lines([{ kind: 'unknown', of: 'Audio' }]), ['Length of "Audio": unknown']);
});

test('request details: name the lengths of several requests only where all have one', () => {
  const of = 'Audio';
  assert.deepEqual(lines([{ kind: 'exact', seconds: 5, of }], [{ kind: 'exact', seconds: 5, of }]), [
    'Length of "Audio": 5 s each'
  ]);
  assert.deepEqual(lines([{ kind: 'exact', seconds: 5, of }], [{ kind: 'atMost', seconds: 9, of }]), [
    'Length of "Audio": up to 9 s each'
  ]);
  assert.deepEqual(lines([{ kind: 'exact', seconds: 5, of }], [{ kind: 'unknown', of }]), [
    'Length of "Audio": unknown'
  ]);
  assert.deepEqual(lines([{ kind: 'exact', seconds: 5 }], []), []);
});

test('request details: several requests list each file once and a range of durations', () => {
  const requests = ['5', '10', '5'].map((duration, index) => ({
    entry,
    input: { first_frame: 'file:///w/a.png', references: [`file:///w/${index}.png`], duration },
    lengths: [{ kind: 'exact' as const, seconds: Number(duration) }]
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
