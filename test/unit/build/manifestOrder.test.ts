import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inManifestOrder } from '../../../src/build/manifestOrder.ts';

test('inManifestOrder: identity first, development last, nested keys as they are', () => {
  const manifest = {
    devDependencies: {},
    contributes: { views: {}, commands: [] },
    main: 'm',
    version: '1',
    name: 'n'
  };
  const ordered = inManifestOrder(manifest);
  assert.deepEqual(Object.keys(ordered), ['name', 'version', 'main', 'contributes', 'devDependencies']);
  assert.equal(ordered['contributes'], manifest.contributes);
});

test('inManifestOrder: throws for a key without a place', () => {
  assert.throws(() => inManifestOrder({ name: 'n', colour: 'red' }), /colour/);
});
