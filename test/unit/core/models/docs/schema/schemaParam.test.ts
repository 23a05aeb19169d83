import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Param } from '../../../../../../src/shared/model.ts';
import { parseSingleModel, page } from '../../../../../support/models/docsPages.ts';

describe('toParam', () => {
  const SCHEMAS: readonly (readonly [string, object, Param | undefined, readonly string[]])[] = [
    [
      'exclusive bounds of OpenAPI 3.0',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 0 },
      []
    ],
    ['exclusive bounds of 3.1', { type: 'number', exclusiveMaximum: 2 }, { type: 'number', exclusiveMaximum: 2 }, []],
    ['a constant', { type: 'string', const: 'a' }, { type: 'string', enum: ['a'] }, []],
    ['a type that only the values show', { enum: [1, 2] }, { type: 'number', enum: [1, 2] }, []],
    [
      'names of values',
      { type: 'string', enum: ['a'], 'x-apidog-enum': [{ value: 'a', name: 'Ay', description: 'The first.' }] },
      { type: 'string', enum: ['a'], enumLabels: { a: 'Ay' }, enumNotes: { a: 'The first.' } },
      []
    ],
    ['examples', { type: 'string', example: 'x', examples: ['y'] }, { type: 'string' }, []],
    [
      'objects in a list',
      {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } }, additionalProperties: false }
      },
      {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          requiredKeys: ['n'],
          properties: { n: { required: true, type: 'integer', label: 'N' } }
        }
      },
      []
    ],
    [
      'alternatives',
      { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      {
        anyOf: [
          { type: 'string', label: 'X' },
          { type: 'integer', label: 'X' }
        ]
      },
      []
    ],
    ['a reference', { $ref: '#/components/schemas/Size' }, { type: 'string', enum: ['s', 'l'] }, []],
    [
      'a reference inside allOf',
      { allOf: [{ $ref: '#/components/schemas/Size' }], default: 's' },
      { type: 'string', enum: ['s', 'l'], default: 's' },
      []
    ],
    [
      'patternProperties',
      { type: 'object', patternProperties: { a: {} } },
      { type: 'object' },
      ['input.x.patternProperties']
    ],
    [
      'if and then',
      { type: 'string', if: { const: 'a' }, then: { minLength: 3 } },
      { type: 'string' },
      ['input.x.if', 'input.x.then']
    ],
    [
      'allOf of several',
      { type: 'object', allOf: [{ type: 'object' }, { not: {} }] },
      { type: 'object' },
      ['input.x.allOf']
    ],
    ['several types', { type: ['string', 'null'] }, { type: 'string' }, ['input.x.type: null']],
    ['nullable', { type: 'string', nullable: true }, { type: 'string' }, ['input.x.nullable']],
    ['an invalid bound', { type: 'number', minimum: '3' }, { type: 'number' }, ['input.x.minimum']],
    ['a pattern of another dialect', { type: 'string', pattern: '(?i)a' }, { type: 'string' }, ['input.x.pattern']],
    ['a pattern that can backtrack', { type: 'string', pattern: '(a+)+$' }, { type: 'string' }, ['input.x.pattern']],
    ['a pattern', { type: 'string', pattern: '^a+$' }, { type: 'string', pattern: '^a+$' }, []],
    [
      'a default that is not allowed',
      { type: 'string', enum: ['5'], default: 5 },
      { type: 'string', enum: ['5'] },
      ['input.x.default: 5']
    ],
    [
      'a reference to nowhere',
      { type: 'string', $ref: 'other.yaml#/X' },
      { type: 'string' },
      ['input.x.$ref: other.yaml#/X']
    ],
    ['nullable: false', { type: 'string', nullable: false }, { type: 'string' }, []],
    [
      'numbers in a list of texts',
      { type: 'string', enum: [5, 10], default: '5' },
      { type: 'string', enum: ['5', '10'], default: '5' },
      []
    ],
    [
      'texts in a list of numbers',
      { type: 'integer', enum: ['5', '10'], default: 5 },
      { type: 'integer', enum: [5, 10], default: 5 },
      []
    ],
    [
      'a list of numbers',
      { type: 'number', enum: [0.5, 1], default: 1 },
      { type: 'number', enum: [0.5, 1], default: 1 },
      []
    ],
    [
      'nothing among the values',
      { type: 'string', enum: ['a', null] },
      { type: 'string', enum: ['a'] },
      ['input.x.enum: null']
    ],
    ['a null default', { type: 'string', default: null }, { type: 'string' }, []],
    [
      'a value or nothing',
      { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }], description: 'Seed' },
      { type: 'integer', minimum: 1, note: 'Seed' },
      ['input.x.anyOf: null']
    ],
    [
      'named constants',
      {
        oneOf: [
          { const: 's', title: 'Small' },
          { const: 'l', title: 'Large', description: 'Costs more.' }
        ]
      },
      { type: 'string', enum: ['s', 'l'], enumLabels: { s: 'Small', l: 'Large' }, enumNotes: { l: 'Costs more.' } },
      []
    ],
    [
      'objects laid over each other',
      {
        allOf: [
          { $ref: '#/components/schemas/Point' },
          { type: 'object', required: ['z'], properties: { z: { type: 'integer' } } }
        ]
      },
      {
        type: 'object',
        requiredKeys: ['y', 'z'],
        properties: {
          y: { required: true, type: 'integer', label: 'Y' },
          z: { required: true, type: 'integer', label: 'Z' }
        }
      },
      []
    ],
    ['references to references', { $ref: '#/components/schemas/Again' }, { type: 'string', enum: ['s', 'l'] }, []],
    [
      'a list of kinds of items',
      { type: 'array', prefixItems: [{ type: 'string' }], items: [{ type: 'string' }] },
      { type: 'array', items: {} },
      ['input.x.prefixItems', 'input.x[]: not a schema', 'input.x[]: no type']
    ],
    [
      'a discriminator',
      { type: 'object', discriminator: { propertyName: 'a' } },
      { type: 'object' },
      ['input.x.discriminator']
    ],
    ['an extension', { type: 'string', 'x-credits': 5, 'x-enum-varnames': ['A'] }, { type: 'string' }, []],
    ['a reference to itself', { $ref: '#/components/schemas/Loop' }, undefined, []]
  ];
  for (const [what, schema, expected, unsupported] of SCHEMAS) {
    it(`${expected === undefined ? 'ignores' : 'reads'} ${what}`, () => {
      const components = {
        Again: { $ref: '#/components/schemas/Size' },
        Point: { type: 'object', required: ['y'], properties: { y: { type: 'integer' } } },
        Size: { type: 'string', enum: ['s', 'l'] },
        Loop: { type: 'object', properties: { again: { $ref: '#/components/schemas/Loop' } } }
      };
      const found = parseSingleModel(page({ properties: { x: schema } }, { components }));
      if (expected === undefined) {
        assert.ok(found.unsupported.length > 0);
        return;
      }
      assert.deepEqual(found.params['x'], { required: false, label: 'X', ...expected });
      assert.deepEqual(found.unsupported, unsupported);
    });
  }
});
