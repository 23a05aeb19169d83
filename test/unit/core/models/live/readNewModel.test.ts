import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveModel, OpenApi } from '../../../../../src/core/kie/liveCatalog/liveCatalogTypes.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { readNewModel } from '../../../../../src/core/models/live/readNewModel.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';
import { noFacts } from '../../../../support/models/testCatalog.ts';

const NOW = 1_790_000_000_000;
const ROW: LiveModel = {
  model: 'kling/v9-master-text-to-video',
  title: 'Kling V9 Master Text to Video',
  provider: 'Kling',
  taskTypes: ['Text to Video'],
  price: 'A 5-second video costs 160 credits ($0.80), and a 10-second video costs 320 credits ($1.60).'
};
/** The shape of a schema recorded in October 2026. */
const INPUT = {
  type: 'object',
  description: 'Input parameters for the generation task',
  properties: {
    prompt: {
      description: 'The text prompt describing the video (Max length: 5000 characters)',
      type: 'string',
      maxLength: 5000,
      examples: ['First-person view.']
    },
    duration: { description: 'The duration in seconds', type: 'string', enum: ['5', '10'], default: '5' },
    tail_image_url: { $ref: '#/components/schemas/image%20url ' },
    cfg_scale: { description: 'How close (step: 0.1)', type: 'number', minimum: 0, maximum: 1, default: 0.5 }
  },
  required: ['prompt']
};

function openApi(input: unknown, model = ROW.model, path = '/api/v1/jobs/createTask'): OpenApi {
  const url = { type: 'string', format: 'uri' };
  return {
    info: { title: 'kie.ai', version: '1.0.0' },
    openapi: '3.1.0',
    tags: [],
    paths: {
      [path]: {
        post: {
          summary: ROW.title,
          description: '## Query Task Status\n\nAfter submitting a task, use the unified query endpoint.',
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['model'],
                  properties: { model: { type: 'string', enum: [model] }, callBackUrl: url, input }
                }
              }
            }
          },
          callbacks: { done: { '{$request.body#/callBackUrl}': { post: { requestBody: { content: {} } } } } },
          responses: { '200': { $ref: '#/components/responses/none' } }
        }
      }
    },
    components: {
      schemas: {
        'image url ': { ...url, description: 'URL of the last frame image. Max size: 10MB. Accepts jpeg, png.' }
      }
    }
  };
}

const read = (openapi: OpenApi | undefined, row: Partial<LiveModel> = {}) =>
  readNewModel(openapi, {
    row: { ...ROW, ...row },
    known: [modelEntry({ id: 'kling/v2-1-master-text-to-video', family: 'Kling AI' })],
    now: NOW
  });

test('readNewModel: a recorded schema becomes an entry that can be run', () => {
  const found = read(openApi(INPUT));
  assert.ok('entry' in found);
  const { entry, source } = found;
  assert.deepEqual(source, { readAt: NOW, unsupported: [] });
  assert.deepEqual(
    [entry.name, entry.family, entry.task, entry.output, entry.status],
    ['Kling V9 Master Text to Video', 'Kling AI', 'text-to-video', 'video', 'current']
  );
  const { tail_image_url } = entry.params;
  assert.deepEqual(
    [tail_image_url?.media, tail_image_url?.maxSizeMB, tail_image_url?.accept],
    ['image', 10, ['image/jpeg', 'image/png']]
  );
  const { issues, price } = evaluate(entry, { prompt: 'A dog', duration: '10' }, noFacts);
  assert.deepEqual(issues, []);
  assert.deepEqual([price.kind, price.credits], ['about', 320]);
});

test('readNewModel: alternatives of an input become modes', () => {
  const text = { type: 'string' };
  const found = read(
    openApi({
      type: 'object',
      oneOf: [
        { title: 'Text', required: ['prompt'], properties: { prompt: text, style: text } },
        { title: 'Image', required: ['image_url'], properties: { image_url: { type: 'string', format: 'uri' } } }
      ]
    })
  );
  assert.ok('entry' in found);
  const { modes } = evaluate(found.entry, {}, noFacts);
  assert.deepEqual(
    modes?.map(mode => mode.options.map(option => option.label)),
    [['Text', 'Image']]
  );
  assert.deepEqual(found.source.unsupported, []);
});

test('readNewModel: names the parts that the format cannot hold', () => {
  const found = read(
    openApi({ ...INPUT, if: {}, properties: { ...INPUT.properties, odd: { type: 'string', not: {} } } })
  );
  assert.ok('entry' in found);
  assert.deepEqual(found.source.unsupported, ['input.odd.not', 'input.if']);
});

test('readNewModel: texts of KIE are shown as plain lines', () => {
  const note = 'Look [here](command:evil) $(zap)';
  const found = read(openApi({ properties: { prompt: { type: 'string', title: note, description: note } } }), {
    title: 'Kling\u202e V9 $(zap)',
    description: 'First\nline [x](command:y)'
  });
  assert.ok('entry' in found);
  const { name, summary, params } = found.entry;
  const texts = [name, summary, params['prompt']?.label ?? '', params['prompt']?.note ?? ''];
  assert.ok(
    texts.every(text => !/\]\(|\$\(|command:|\u202e|\n/.test(text)),
    texts.join()
  );
});

const UNUSABLE: readonly (readonly [string, OpenApi | undefined, string])[] = [
  ['a missing schema', undefined, 'no-schema'],
  ['a model that answers at once', openApi(INPUT, ROW.model, '/gemini/v1/chat/completions'), 'no-task'],
  ['the schema of another model', openApi(INPUT, 'kling/other'), 'unreadable'],
  ['a schema without parameters', openApi({ type: 'object' }), 'unreadable'],
  ['a document without paths', { openapi: '3.1.0' }, 'unreadable'],
  ['a body that is no schema', openApi('input'), 'unreadable']
];
for (const [what, openapi, reason] of UNUSABLE) {
  test(`readNewModel: ${what} is ${reason}`, () => {
    const found = read(openapi);
    assert.equal('reason' in found && found.reason, reason);
  });
}
