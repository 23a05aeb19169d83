import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { Uri } from '../../../support/vscode/vscode.ts';

const { toUri } = await import('../../../../src/vscode/common/toUri.ts');

test('toUri: the Uri of an argument is never the given object', () => {
  const given = Uri.file('/a');
  const copy = toUri(given);
  assert.notEqual(copy, given);
  assert.equal(copy?.path, '/a');
  assert.equal(toUri({ scheme: 'file', path: { toString: () => '/a' } }), undefined);
});
