import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peaksOf } from '../../../../webview/components/peaks.ts';

test('peaksOf: the loudest sample of each part, scaled to the loudest of all', () => {
  const cases = [
    ['loud in the middle', [0, 0.1, -0.5, 0.2, 0, 0], 3, [0.2, 1, 0]],
    ['silence', [0, 0, 0], 2, [0, 0]],
    ['fewer samples than parts', [0.5], 2, [0, 1]],
    ['nothing at all', [], 2, [0, 0]]
  ] as const;
  for (const [name, samples, parts, wanted] of cases) {
    const peaks = peaksOf(new Float32Array(samples), parts).map(peak => Math.round(peak * 100) / 100);
    assert.deepEqual(peaks, wanted, name);
  }
});
