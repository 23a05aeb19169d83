import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../support/vscode/register.ts';
import { Uri } from '../../../../support/vscode/vscode.ts';

const { commandReason, isFromJson } = await import('../../../../../src/vscode/features/explorer/onceReasons.ts');

test('file commands: confirm a file passed as JSON once, and none of a menu or picker', () => {
  for (const given of ['file:///a.png', null, {}, { path: '/a.png', scheme: 'file' }, ['file:///a.png']]) {
    assert.equal(isFromJson(given), true, JSON.stringify(given));
  }
  for (const given of [undefined, new Uri()]) assert.equal(isFromJson(given), false);
  assert.equal(commandReason('kie.upscaleImage').approval, 'command:kie.upscaleImage');
});
