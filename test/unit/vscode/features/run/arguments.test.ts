import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../support/vscode/register.ts';
import { Uri } from '../../../../support/vscode/vscode.ts';

const { readRequest, readSaveTo, requestOrIssue } = await import('../../../../../src/vscode/features/run/arguments.ts');

test('arguments: Uris of any kind become text, and their own methods are not called', () => {
  const odd = Object.assign(Uri.file('/a.png'), { toString: () => 'https://example.test/' });
  const serialized = { $mid: 1, scheme: 'file', path: '/a.png', toJSON: () => 'other' };
  const input = { image: Uri.file('/a.png'), more: [odd, serialized], text: { path: '/a.png', scheme: 'file' } };
  assert.deepEqual(readRequest('z-image', input), {
    image: 'file:///a.png',
    more: ['file:///a.png', 'file:///a.png'],
    text: { path: '/a.png', scheme: 'file' }
  });
});

for (const [what, model, input, path, message] of [
  ['a model that is no text', { toString: () => 'z-image' }, {}, 'model', /ID of a model/],
  ['no input', 'z-image', undefined, '', /must be an object/],
  ['a list as input', 'z-image', [], '', /must be an object/],
  ['a Uri as input', 'z-image', Uri.file('/a'), '', /must be an object/],
  ['a date', 'z-image', { seed: [new Date()] }, 'seed[0]', /"seed\[0\]" has a value that can't be sent/],
  ['a huge list', 'z-image', { seed: new Array(1e9) }, 'seed', /"seed" is too large/]
] as const satisfies readonly (readonly [string, unknown, unknown, string, RegExp])[]) {
  test(`arguments: ${what} is an issue, and an error for a run`, () => {
    const { issue } = requestOrIssue(model, input);
    assert.equal(issue?.path, path);
    assert.match(issue.message, message);
    assert.throws(() => readRequest(model, input), { message: issue.message });
  });
}

test('arguments: a relative or unusable saveTo is an error, not the output folder', () => {
  assert.equal(readSaveTo(undefined), undefined);
  assert.equal(readSaveTo('/out/a.png')?.path, '/out/a.png');
  assert.equal(readSaveTo('file:///out')?.path, '/out');
  for (const value of ['out/a.png', '../out', 5, {}, { scheme: 'file', path: 1 }])
    assert.throws(() => readSaveTo(value), /absolute path/);
});
