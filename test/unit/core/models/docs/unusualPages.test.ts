import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageError } from '../../../../../src/core/models/docs/page.ts';
import { parseModels } from '../../../../../src/core/models/docs/parseModels.ts';
import { docsPage } from '../../../../emulator/hosts/docsHost.ts';
import { entries, parseSingleModel, page } from '../../../../support/models/docsPages.ts';

const PROMPT = { prompt: { type: 'string' } };
const ID = 'kling-9.0/video';
const input = (properties: object = PROMPT): object => ({ type: 'object', properties });
const model = (id: string): object => ({ type: 'string', const: id });

/** A page that contains only this request, without any surrounding Markdown. */
const spec = (operation: object, more: object = {}): string =>
  JSON.stringify({ openapi: '3.1.0', paths: { '/api/v1/jobs/createTask': { post: operation } }, ...more });
const json = (schema: unknown): object => ({ content: { 'application/json': { schema } } });
const body = (schema: unknown, more: object = {}): string => spec({ requestBody: json(schema) }, more);

const idsOf = (text: string): readonly string[] => parseModels(text, entries).map(({ entry }) => entry.id);

describe('parseModels: reads unusual pages', () => {
  const plain = { properties: { model: model(ID), input: input() } };
  const READ: readonly (readonly [string, string, readonly string[]])[] = [
    ['JSON alone', body(plain), []],
    ['a request body by reference', spec({ requestBody: { $ref: '#/b' } }, { b: json(plain) }), []],
    ['a schema by reference', body({ $ref: '#/c/d' }, { c: { d: plain } }), []],
    ['a charset', spec({ requestBody: { content: { 'application/json; charset=utf-8': { schema: plain } } } }), []],
    ['the version in the URL of the server', body(plain, { servers: [{ url: 'https://api.kie.ai/api/v1' }] }), []],
    [
      'a path without the version',
      JSON.stringify({
        openapi: '3.1.0',
        servers: [{ url: 'https://api.kie.ai/api/v1/' }],
        paths: { '/jobs/createTask': { post: { requestBody: json(plain) } } }
      }),
      []
    ],
    [
      'an input combined by allOf',
      body({
        allOf: [
          { type: 'object', properties: { model: model(ID), callBackUrl: { type: 'string' } } },
          { type: 'object', properties: { input: input() } }
        ]
      }),
      []
    ],
    [
      'unsupported keywords of the body',
      body({ ...plain, if: {}, dependentRequired: {} }),
      ['body.if', 'body.dependentRequired']
    ],
    [
      'another operation and parameters next to the body',
      JSON.stringify({
        openapi: '3.1.0',
        paths: {
          '/api/v1/jobs/recordInfo': { get: {} },
          '/api/v1/jobs/cancel': { post: {} },
          '/api/v1/jobs/createTask': {
            post: {
              parameters: [
                { name: 'Authorization', in: 'header' },
                { name: 'dryRun', in: 'query' }
              ],
              requestBody: json(plain)
            }
          }
        }
      }),
      ['paths: /api/v1/jobs/cancel', 'parameters: dryRun']
    ],
    ['comments before the document', `# yaml-language-server: $schema=x\n---\n${body(plain)}`, []],
    [
      'the status query in a separate block before it',
      `# Kling\n\n${docsPage({ title: 'Q', model: 'q', input: {}, path: '/api/v1/jobs/recordInfo' })}\n${page(input())}`,
      []
    ]
  ];
  for (const [what, text, unsupported] of READ) {
    it(what, () => {
      const found = parseSingleModel(text);
      assert.deepEqual([Object.keys(found.params), found.unsupported], [['prompt'], unsupported]);
      assert.deepEqual(idsOf(text), [ID]);
    });
  }

  it('several models with separate inputs', () => {
    const form = (id: string, name: string): object => ({
      properties: { model: model(id), input: input({ [name]: { type: 'string' } }) }
    });
    const text = body({
      type: 'object',
      properties: { callBackUrl: { type: 'string' } },
      required: ['callBackUrl'],
      oneOf: [form('new/a', 'first'), form('new/b', 'second'), form('new/a', 'third')]
    });
    const found = parseModels(text, entries);
    assert.deepEqual(
      found.map(({ entry }) => [entry.id, Object.keys(entry.params), entry.callBackRequired]),
      [
        ['new/a', ['first'], true],
        ['new/b', ['second'], true]
      ]
    );
    assert.deepEqual(found[0]?.unsupported, ['body: another variant of new/a']);
  });

  it('an input with alternatives: all parameters, and the common required ones', () => {
    const text = page({
      oneOf: [
        { type: 'object', required: ['prompt', 'image_url'], properties: { ...PROMPT, image_url: { type: 'string' } } },
        { type: 'object', required: ['prompt'], properties: { ...PROMPT, seed: { type: 'integer' } } }
      ]
    });
    const { params, unsupported, rules } = parseSingleModel(text);
    assert.deepEqual(
      Object.entries(params).map(([name, { required }]) => [name, required]),
      [
        ['prompt', true],
        ['seed', false],
        ['image_url', false]
      ]
    );
    assert.deepEqual(rules, [{ atMostOneGroup: [['image_url'], ['seed']] }]);
    assert.deepEqual(unsupported, []);
  });

  it('an input without parameters', () => {
    assert.deepEqual(parseSingleModel(page({ example: { prompt: 'x' } })).unsupported, ['input: no parameters']);
  });

  it('the ID of a built-in model, which the page updates', () => {
    const text = docsPage({ title: 'Z', model: 'z-image', input: input() });
    assert.deepEqual(idsOf(text), ['z-image']);
    assert.ok(entries.some(entry => entry.id === 'z-image'));
  });
});

describe('parseModels: explains what to do with unreadable pages', () => {
  const loop = Object.fromEntries('abcdefghij'.split('').map(name => [name, { $ref: '#/c/Loop' }]));
  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ['a web page', '<!DOCTYPE html><html><body>openapi: 3.0.1</body></html>', /web page has no Markdown source.*\.md/],
    ['an empty text', '', /No OpenAPI block.*Add "\.md"/],
    ['a page of another product', '# Chat\n\n```json\n{"model": "gpt"}\n```\n', /No OpenAPI block/],
    [
      'an operation of another product',
      docsPage({ title: 'Chat', model: 'gpt', input: {}, path: '/v1/chat/completions' }),
      /describes \/v1\/chat\/completions, not a .* model.*single model/
    ],
    [
      'examples only',
      spec({ requestBody: { content: { 'application/json': { example: { model: ID, input: { prompt: 'x' } } } } } }),
      /only an example request and no schema/
    ],
    ['an empty schema with an example', body({ type: 'object', example: { model: ID } }), /only an example/],
    ['another kind of body', spec({ requestBody: { content: { 'multipart/form-data': {} } } }), /no "model"/],
    ['variants without an input', body({ oneOf: [{ type: 'object' }] }), /no "model"/],
    [
      'a schema with ten references to itself',
      body(
        { properties: { model: model(ID), input: { $ref: '#/c/Loop' } } },
        { c: { Loop: { type: 'object', properties: loop } } }
      ),
      /is too large/
    ],
    ['a page without paths', '```yaml\nopenapi: 3.0.1\n```', /has no paths/]
  ];
  for (const [what, text, message] of REFUSED) {
    it(what, () => {
      assert.throws(
        () => parseModels(text, entries),
        (error: unknown) => {
          assert.ok(error instanceof PageError, String(error));
          assert.match(error.message, message);
          return true;
        }
      );
    });
  }

  it('thousands of parameters are within the limit', () => {
    const text = body({
      properties: {
        model: model(ID),
        input: input(Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`p${String(i)}`, { type: 'string' }])))
      }
    });
    assert.equal(Object.keys(parseSingleModel(text).params).length, 2500);
  });
});
