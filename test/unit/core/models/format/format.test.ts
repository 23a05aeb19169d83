import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFile } from '../../../../../src/core/models/format/buildCatalog.ts';

const entry = (more: string): string => `- id: a/b
  name: A
  family: F
  summary: S.
  task: text-to-image
  output: image
  status: current
  operation: POST /api/v1/jobs/createTask
  params:
    prompt: {type: string, maxLength: 5}
${more}`;

describe('format of the model table', () => {
  it('accepts a plain entry', () => {
    assert.deepEqual(checkFile('f.yaml', entry('  rules: []\n')).problems, []);
  });

  const WRONG: readonly (readonly [string, RegExp])[] = [
    ['  rules: []\n  colour: red\n', /^f\.yaml: a\/b: colour: unknown key$/],
    ['    size: {type: strnig}\n  rules: []\n', /^f\.yaml: a\/b: params\.size\.type: /],
    ['    size: {type: string, lenght: 3}\n  rules: []\n', /^f\.yaml: a\/b: params\.size\.lenght: unknown key$/],
    ['  rules:\n  - requires: {prompt: [image]}\n', /^f\.yaml: a\/b: rules\.0: no parameter image$/],
    [
      '  rules:\n  - when: {size: 1}\n    then: {prompt: {forbiden: true}}\n',
      /^f\.yaml: a\/b: rules\.0\.then\.prompt\.forbiden: unknown key$/
    ],
    [
      '  rules: []\n  price:\n  - when: {resolution: 1K}\n    credits: 1\n',
      /^f\.yaml: a\/b: price\.0\.when: no parameter resolution$/
    ],
    ['  rules: []\n  start: {size: 1}\n', /^f\.yaml: a\/b: start: no parameter size$/],
    ['  rules: []\n  numberTexts: {size: {minimum: 1, maximum: 2}}\n', /: numberTexts: no parameter size$/],
    ['  rules: []\n  duration: size\n', /: duration: no parameter size$/],
    ['    size: {enum: [a, b]}\n  rules: []\n  start: {size: c}\n', /: start\.size: c is not listed$/],
    ['    size: {type: string, pattern: (a+)+$}\n  rules: []\n', /^f\.yaml: a\/b: params\.size\.pattern: /],
    ['    size: {type: array, items: {type: string, pattern: "["}}\n  rules: []\n', /: params\.size\.items\.pattern: /],
    ['  rules: [\n', /^f\.yaml: /]
  ];
  for (const [more, message] of WRONG) {
    it(`reports file, entry and key: ${JSON.stringify(more)}`, () => {
      const { problems } = checkFile('f.yaml', entry(more));
      assert.ok(
        problems.some(problem => message.test(problem)),
        problems.join('\n')
      );
    });
  }
});
