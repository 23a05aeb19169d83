import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../../../../../src/shared/modelRule.ts';
import { isRow } from '../../../../../../webview/generate/model/controlKind.ts';
import { specialLabel, specialValue } from '../../../../../../webview/generate/model/values/specialValue.ts';

const apart: Rule = { when: { duration: { not: [-1] } }, then: { duration: { minimum: 4 } } };
const cases: readonly [string, readonly Rule[], unknown][] = [
  ['all other numbers have a minimum', [apart], { value: -1, minimum: 4 }],
  [
    'all other numbers have two bounds',
    [{ when: { duration: { not: [0] } }, then: { duration: { minimum: 2, maximum: 30 } } }],
    { value: 0, minimum: 2, maximum: 30 }
  ],
  [
    'the bound depends on another parameter',
    [{ when: { mode: { not: ['a'] } }, then: { duration: { minimum: 4 } } }],
    undefined
  ],
  ['two numbers are exempt', [{ when: { duration: { not: [-1, 0] } }, then: { duration: { minimum: 4 } } }], undefined],
  ['it is inside the range', [{ when: { duration: { not: [5] } }, then: { duration: { minimum: 4 } } }], undefined],
  ['no rules', [], undefined]
];
for (const [what, rules, expected] of cases) {
  test(`specialValue: ${what}`, () => assert.deepEqual(specialValue(rules, 'duration'), expected));
}

test('specialLabel: uses the label of the model table', () => {
  assert.equal(specialLabel({}, { value: -1, minimum: 4 }), 'Auto');
  assert.equal(specialLabel({ enumLabels: { '0': 'Whole clip' } }, { value: 0, minimum: 2 }), 'Whole clip');
});

test('isRow: only a list of a fixed number of numbers is a row', () => {
  const numbers = { type: 'array', minItems: 4, maxItems: 4, items: { type: 'integer' } } as const;
  assert.ok(isRow(numbers));
  assert.ok(!isRow({ ...numbers, minItems: 1 }));
  assert.ok(!isRow({ ...numbers, items: { type: 'string' } }));
  assert.ok(!isRow({ ...numbers, minItems: 9, maxItems: 9 }));
});
