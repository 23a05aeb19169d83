import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fitScale,
  MAX_SCALE,
  MIN_SCALE,
  scrollAround,
  stepScale,
  wheelScale
} from '../../../../../webview/components/zoom/zoomMath.ts';

test('fitScale: shows the whole image and never enlarges it', () => {
  assert.equal(fitScale({ width: 500, height: 400 }, { width: 1000, height: 400 }), 0.5);
  assert.equal(fitScale({ width: 500, height: 100 }, { width: 1000, height: 400 }), 0.25);
  assert.equal(fitScale({ width: 500, height: 400 }, { width: 100, height: 100 }), 1);
  assert.equal(fitScale({ width: 500, height: 400 }, { width: 0, height: 0 }), 1);
});

test('stepScale: goes through the levels in both directions and stops at the ends', () => {
  assert.deepEqual([stepScale(1, 1), stepScale(1, -1)], [1.5, 0.75]);
  assert.deepEqual([stepScale(0.33, 1), stepScale(0.33, -1)], [0.5, 0.25]);
  assert.deepEqual([stepScale(MAX_SCALE, 1), stepScale(MIN_SCALE, -1)], [MAX_SCALE, MIN_SCALE]);
});

test('wheelScale: grows upward, shrinks downward, and stays in its bounds', () => {
  assert.ok(wheelScale(1, -100) > 1 && wheelScale(1, 100) < 1);
  assert.equal(wheelScale(MAX_SCALE, -5000), MAX_SCALE);
  assert.equal(wheelScale(MIN_SCALE, 5000), MIN_SCALE);
});

test('scrollAround: keeps the point of the image below the pointer', () => {
  // The point at 100 + 50 = 150 of the image is at 300 after doubling, so the view starts at 250.
  assert.equal(scrollAround(50, 100, 2), 250);
  assert.equal(scrollAround(50, 0, 0.5), 0);
});
