import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, pan, toImage, toStage, zoomAt } from '../../../../../webview/imageTool/model/viewport.ts';

const image = { width: 400, height: 200 };
const stage = { width: 432, height: 632 };

test('viewport: fits the whole image in the middle', () => {
  assert.deepEqual(fit(image, stage), { scale: 1, x: 16, y: 216 });
});

test('viewport: a zoom keeps the point below the pointer', () => {
  const before = fit(image, stage);
  const point = toImage(before, [100, 300]);
  assert.deepEqual(toStage(zoomAt(before, 3, [100, 300]), point), [100, 300]);
});

test('viewport: the image stays in sight', () => {
  assert.deepEqual(pan({ scale: 1, x: 0, y: 0 }, [9999, -9999], image, stage), { scale: 1, x: 400, y: -168 });
});
