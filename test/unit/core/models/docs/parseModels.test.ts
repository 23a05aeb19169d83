import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { PageError } from '../../../../../src/core/models/docs/page.ts';
import { parseModels } from '../../../../../src/core/models/docs/parseModels.ts';
import { docsPage } from '../../../../emulator/hosts/docsHost.ts';
import { entries, parseSingleModel, page } from '../../../../support/models/docsPages.ts';
import { noFacts } from '../../../../support/models/testCatalog.ts';

describe('parseModels', () => {
  it('returns an entry that can be run', () => {
    const text = page({
      required: ['prompt'],
      properties: {
        prompt: { type: 'string', description: 'What is to be **seen**. Maximum length: 2,500 characters.' },
        image_urls: {
          type: 'array',
          maxItems: 2,
          items: { type: 'string', format: 'uri' },
          description:
            'First and last frame image URLs. Accepted types: image/jpeg, image/png. Maximum file size: 10MB.'
        },
        duration: { type: 'string', enum: ['5', '10'], default: '5' },
        cfg: { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.1, default: 0.5 }
      },
      'x-apidog-orders': ['prompt', 'image_urls', 'duration', 'cfg']
    });
    const [found] = parseModels(text, entries, 'https://docs.kie.ai/market/kling/kling-9-0');
    assert.ok(found);
    assert.deepEqual(found.unsupported, []);
    assert.deepEqual(
      { ...found.entry, params: undefined },
      {
        id: 'kling-9.0/video',
        name: 'Kling 9.0',
        family: 'Kling',
        summary: 'Makes things with Kling 9.0.',
        task: 'text-to-video',
        alsoTasks: ['image-to-video'],
        output: 'video',
        status: 'current',
        operation: 'POST /api/v1/jobs/createTask',
        docs: 'https://docs.kie.ai/market/kling/kling-9-0',
        params: undefined,
        rules: []
      }
    );
    assert.deepEqual(found.entry.params, {
      prompt: {
        required: true,
        type: 'string',
        maxLength: 2500,
        label: 'Prompt',
        note: 'What is to be seen. Maximum length: 2,500 characters.'
      },
      image_urls: {
        required: false,
        type: 'array',
        maxItems: 2,
        items: { type: 'string', format: 'uri' },
        label: 'Image URLs',
        note: 'First and last frame image URLs. Accepted types: image/jpeg, image/png. Maximum file size: 10MB.',
        media: 'image',
        accept: ['image/jpeg', 'image/png'],
        maxSizeMB: 10
      },
      duration: { required: false, type: 'string', enum: ['5', '10'], default: '5', label: 'Duration' },
      cfg: { required: false, type: 'number', minimum: 0, maximum: 1, multipleOf: 0.1, default: 0.5, label: 'CFG' }
    });
    assert.deepEqual(evaluate(found.entry, { prompt: 'A dog' }, noFacts).input, { prompt: 'A dog' });
    assert.deepEqual(
      evaluate(found.entry, { duration: '7' }, noFacts).issues.map(issue => issue.path),
      ['prompt', 'duration']
    );
  });

  const MEDIA: readonly (readonly [string, object, string | undefined])[] = [
    ['image_url', { type: 'string' }, 'image'],
    ['video_urls', { type: 'array', items: { type: 'string' } }, 'video'],
    ['input_urls', { type: 'array', items: { type: 'string' }, description: 'Holds one picture url' }, 'image'],
    ['image', { type: 'string', description: 'URL of the file' }, 'image'],
    ['tail', { type: 'string', format: 'uri', description: 'The last frame of the video' }, 'image'],
    [
      'reference_file_urls',
      { type: 'array', items: { type: 'string', format: 'uri' }, description: 'Pictures or audio' },
      undefined
    ],
    ['image_size', { type: 'string' }, undefined],
    ['audio_id', { type: 'string' }, undefined],
    ['image', { type: 'string', enum: ['on', 'off'] }, undefined]
  ];
  for (const [name, schema, media] of MEDIA) {
    it(`media of ${name} (${JSON.stringify(schema)}): ${media ?? 'none'}`, () => {
      assert.equal(parseSingleModel(page({ properties: { [name]: schema } })).params[name]?.media, media);
    });
  }

  it('reads rules between parameters and reports unsupported ones', () => {
    const text = page({
      properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      not: { required: ['b', 'c'] },
      dependentRequired: { c: ['a'] },
      if: { required: ['a'] }
    });
    const [found] = parseModels(text, entries);
    assert.deepEqual(found?.entry.rules, [
      { exactlyOne: ['a', 'b'] },
      { atMostOneGroup: [['b'], ['c']] },
      { requires: { c: ['a'] } }
    ]);
    assert.deepEqual(found.unsupported, ['input.if']);
  });

  it('reports fields next to the input, and a required callback', () => {
    const text = page(
      { properties: {} },
      { beside: { progressUrl: { type: 'string' } }, required: ['model', 'input', 'callBackUrl', 'progressUrl'] }
    );
    const [found] = parseModels(text, entries);
    assert.equal(found?.entry.callBackRequired, true);
    assert.deepEqual(found.unsupported, ['progressUrl (required next to "input")']);
  });

  it('rejects names of object prototypes', () => {
    const text = page({}).replace(
      '"type":"object"}',
      '"type":"object","properties":{"__proto__":{"type":"string"},"a b":{"type":"string"}}}'
    );
    const found = parseSingleModel(text);
    assert.deepEqual(Object.keys(found.params), []);
    assert.deepEqual(found.unsupported, ['input.__proto__: not a name', 'input.a b: not a name']);
  });

  const FORMS: readonly (readonly [string, (text: string) => string])[] = [
    [
      'a fence of four backticks with a title',
      text => text.replace('```yaml\nopenapi', '````yaml market/x.json post /api\nopenapi').replace(/```\n$/, '````\n')
    ],
    ['Windows line endings', text => text.replaceAll('\n', '\r\n')],
    ['the block alone', text => text.slice(text.indexOf('openapi:'), text.lastIndexOf('```'))],
    ['a fence that is never closed', text => text.slice(0, text.lastIndexOf('```'))]
  ];
  for (const [what, change] of FORMS) {
    it(`reads ${what}`, () => {
      const { params } = parseSingleModel(change(page({ properties: { prompt: { type: 'string' } } })));
      assert.deepEqual(Object.keys(params), ['prompt']);
    });
  }

  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ['prose', '# A page\n\nNothing here.', /No OpenAPI block/],
    [
      'an unknown path',
      docsPage({ title: 'T', model: 'm', input: {}, path: '/api/v1/veo/generate' }),
      /describes \/api\/v1\/veo\/generate/
    ],
    ['broken YAML', '```yaml\nopenapi: 3.0.1\npaths: [\n```', /can't be read/],
    ['no input schema', page({}).replace('"input":', '"inputs":'), /no "model" and "input"/],
    ['no model ID', page({}).replaceAll('"kling-9.0/video"', '"a model"'), /doesn't name a model/],
    [
      'a page that is too large',
      `openapi: 3\n${'#'.repeat(2_000_001)}`,
      /more than 2,000,000 characters. Copy only its OpenAPI block/
    ]
  ];
  for (const [what, text, message] of REFUSED) {
    it(`rejects with a reason: ${what}`, () => {
      assert.throws(
        () => parseModels(text, entries),
        error => error instanceof PageError && message.test(error.message)
      );
    });
  }

  const NAMED: readonly (readonly [string, string, string, string, string])[] = [
    [
      'seedance-9/text-to-video',
      'Seedance 9 - Text to Video',
      'docs/en/Market/Video Models/Bytedance',
      'text-to-video',
      'video'
    ],
    ['newmaker/image-to-image', 'New - Image to Image', 'docs/en/Market/Image Models/New', 'image-to-image', 'image'],
    ['topaz/next-upscale', 'Topaz - Next Upscale', 'docs/en/Market/Image Models/Topaz', 'upscale-image', 'image'],
    ['elevenlabs/text-to-speech-v9', 'TTS', 'docs/en/Market/Music Models/ElevenLabs', 'text-to-speech', 'audio'],
    ['recraft/remove-background-2', 'Recraft', '', 'remove-background', 'image']
  ];
  for (const [model, title, folder, task, output] of NAMED) {
    it(`identifies the task of ${model}`, () => {
      const [found] = parseModels(docsPage({ title, model, folder, input: { type: 'object' } }), entries);
      assert.deepEqual([found?.entry.task, found?.entry.output], [task, output]);
    });
  }

  it('returns one entry for each model ID', () => {
    const text = page({ properties: { prompt: { type: 'string' } } }).replace(
      '"enum":["kling-9.0/video"]',
      '"enum":["kling-9.0/video","kling-9.0/fast"]'
    );
    assert.deepEqual(
      parseModels(text, entries).map(({ entry }) => entry.id),
      ['kling-9.0/video', 'kling-9.0/fast']
    );
  });
});
