import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptText } from '../../../src/shared/mainPrompt.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { asCurl } from '../../../src/vscode/commands/curl.ts';
import { inputForFiles } from '../../../src/vscode/commands/fileActions.ts';
import { carryOver, draftMedia, extensionsFor, kindOf } from '../../../src/vscode/services/mediaFiles.ts';

const entry = (params: Readonly<Record<string, Param>>): ModelEntry => ({
  id: 'a/b',
  name: 'A',
  family: 'A',
  summary: '',
  task: 'upscale-image',
  output: 'image',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  params,
  rules: []
});

const one = entry({
  image_url: { type: 'string', media: 'image', required: true },
  factor: { type: 'string', required: true, default: '2' },
  style: { type: 'string', default: 'plain' }
});
const many = entry({
  prompt: { type: 'string', required: true },
  image_input: { type: 'array', media: 'image', maxItems: 2, items: { type: 'string' } }
});

test('a file goes to the media parameter, with the defaults of other required ones', () => {
  assert.deepEqual(inputForFiles(one, 'image', ['file:///a.png']), { image_url: 'file:///a.png', factor: '2' });
  assert.deepEqual(inputForFiles(many, 'image', ['file:///a.png', 'file:///b.png', 'file:///c.png']), {
    image_input: ['file:///a.png', 'file:///b.png']
  });
  assert.equal(inputForFiles(one, 'video', ['file:///a.mp4']), undefined);
});

test('prompt and media go along to another model where they fit', () => {
  const draft = { prompt: 'a cat', image_input: ['file:///a.png', 'file:///b.png'] };
  assert.deepEqual(carryOver(many, one, draft, {}), { image_url: 'file:///a.png' });
  assert.deepEqual(carryOver(one, many, { image_url: 'file:///a.png', factor: '4' }, {}), {
    image_input: ['file:///a.png']
  });
});

test('media of a draft are found at any depth, and only under media parameters', () => {
  const nested = entry({
    scenes: { type: 'array', items: { type: 'object', properties: { clip: { type: 'string', media: 'video' } } } },
    prompt: { type: 'string' }
  });
  const draft = { scenes: [{ clip: 'file:///a.mp4' }, { clip: 'https://x/b.mp4' }], prompt: 'file:///no.png' };
  assert.deepEqual(draftMedia(nested, draft), ['file:///a.mp4', 'https://x/b.mp4']);
});

test('the kind of a file follows its name, whatever the case', () => {
  for (const [name, kind] of [
    ['a.PNG', 'image'],
    ['b.mkv', 'video'],
    ['c.flac', 'audio'],
    ['d.txt', undefined],
    ['png', undefined]
  ] as const) {
    assert.equal(kindOf(name), kind, name);
  }
});

test('a request as cURL holds a variable for the key and survives quotes', () => {
  const command = asCurl('https://api.kie.ai/', 'POST /api/v1/jobs/createTask', { prompt: "it's" });
  assert.match(command, /^curl -X POST 'https:\/\/api\.kie\.ai\/api\/v1\/jobs\/createTask'/);
  assert.match(command, /Bearer \$KIE_API_KEY/);
  assert.match(command, /it'\\''s/);
});

test('pickers offer the file types that a parameter accepts', () => {
  for (const [kind, accept, extensions] of [
    ['image', [], ['png', 'jpg', 'jpeg', 'webp']],
    ['image', ['image/jpeg', 'image/png'], ['jpg', 'jpeg', 'png']],
    ['video', ['video/mp4', 'video/quicktime', 'video/x-matroska'], ['mp4', 'mov', 'mkv']],
    ['audio', ['audio/mpeg', 'audio/wav', 'audio/x-wav', 'audio/mp4'], ['mp3', 'wav', 'm4a']],
    ['audio', ['video/mp4', 'audio/*'], ['mp3', 'wav', 'm4a', 'aac', 'ogg', 'flac']]
  ] as const) {
    assert.deepEqual(extensionsFor(kind, accept), extensions, accept.join());
  }
});

test('the prompt is found by what the model takes, whatever its name', () => {
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
