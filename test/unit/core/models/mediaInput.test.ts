import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptText, startsFromIdea } from '../../../../src/shared/catalog/mainPrompt.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';
import { asCurl } from '../../../../src/core/kie/requestText.ts';
import { draftMedia, inputForFiles, mediaFit } from '../../../../src/core/models/mediaInput.ts';
import { entryOf } from '../../../support/models/testCatalog.ts';

const entry = (params: Readonly<Record<string, Param>>): ModelEntry => entryOf({ task: 'upscale-image', params });

const one = entry({
  image_url: { type: 'string', media: 'image', required: true },
  factor: { type: 'string', required: true, default: '2' },
  style: { type: 'string', default: 'plain' }
});
const many = entry({
  prompt: { type: 'string', required: true },
  image_input: { type: 'array', media: 'image', maxItems: 2, items: { type: 'string' } }
});

test('fillMedia: a file goes to the media parameter, with required defaults', () => {
  assert.deepEqual(inputForFiles(one, 'image', ['file:///a.png']), { image_url: 'file:///a.png', factor: '2' });
  assert.deepEqual(inputForFiles(many, 'image', ['file:///a.png', 'file:///b.png', 'file:///c.png']), {
    image_input: ['file:///a.png', 'file:///b.png']
  });
  assert.equal(inputForFiles(one, 'video', ['file:///a.mp4']), undefined);
});

test('fillMedia: counts files beyond the maximum instead of dropping them silently', () => {
  const files = ['file:///a.png', 'file:///b.png', 'file:///c.png'];
  assert.deepEqual(mediaFit({ type: 'string', media: 'image' }, files), { value: files[0], taken: 1 });
  assert.deepEqual(mediaFit({ type: 'array', maxItems: 2 }, files), { value: files.slice(0, 2), taken: 2 });
  assert.deepEqual(mediaFit({ type: 'array' }, files), { value: files, taken: 3 });
});

test('media: is found at any depth, and only in media parameters', () => {
  const nested = entry({
    scenes: { type: 'array', items: { type: 'object', properties: { clip: { type: 'string', media: 'video' } } } },
    prompt: { type: 'string' }
  });
  const draft = { scenes: [{ clip: 'file:///a.mp4' }, { clip: 'https://x/b.mp4' }], prompt: 'file:///no.png' };
  assert.deepEqual(draftMedia(nested, draft), ['file:///a.mp4', 'https://x/b.mp4']);
});

test('cURL: uses a variable for the key and escapes quotes', () => {
  const command = asCurl('https://api.kie.ai/', 'POST /api/v1/jobs/createTask', { prompt: "it's" });
  assert.match(command, /^curl -X POST 'https:\/\/api\.kie\.ai\/api\/v1\/jobs\/createTask'/);
  assert.match(command, /Bearer \$KIE_API_KEY/);
  assert.match(command, /it'\\''s/);
});

test('promptName: finds the prompt by its properties, under any name', () => {
  const speech = entry({ voice: { type: 'string', required: true }, text: { type: 'string', required: true } });
  const turns = entry({ turns: { type: 'array', required: true, items: { type: 'object' } } });
  for (const [model, input, prompt] of [
    [many, { prompt: 'a cat' }, 'a cat'],
    [speech, { voice: 'Rachel', text: 'Good evening.' }, 'Good evening.'],
    [one, { factor: '4', style: 'bold' }, ''],
    [turns, { turns: [{ text: 'x' }] }, ''],
    [undefined, { prompt: 'of a model that is gone' }, 'of a model that is gone']
  ] as const) {
    assert.equal(promptText(model, input), prompt);
  }
});

test('takesIdea: needs a prompt and no ID of an earlier task', () => {
  const text: Param = { type: 'string', required: true };
  for (const [params, expected] of [
    [{ prompt: text }, true],
    [{ prompt: { ...text, pattern: '\\S' } }, true],
    [{ prompt: text, image_url: { ...text, media: 'image' } }, true],
    [{ prompt: text, voice_id: { ...text, enum: ['a', 'b'] } }, true],
    [{ prompt: text, task_id: { type: 'string' } }, true],
    [{ prompt: text, task_id: text }, false],
    [{ prompt: text, audioId: text }, false],
    [{ image_url: { ...text, media: 'image' } }, false]
  ] as const) {
    assert.equal(startsFromIdea(entry(params)), expected, Object.keys(params).join());
  }
});
