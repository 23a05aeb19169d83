import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const { variedTexts } = await import('../../../../../src/vscode/common/text/variedText.ts');

const entry = modelEntry({
  params: {
    prompt: { type: 'string' },
    ratio: { type: 'string', enum: ['1:1', '16:9'], enumLabels: { '1:1': 'Square' } },
    seed: { type: 'integer', label: 'Seed' },
    image: { type: 'string', media: 'image' }
  }
});
const engine = { models: { entry: () => entry } } as never;
const texts = (...inputs: readonly Readonly<Record<string, unknown>>[]): readonly (string | undefined)[] => {
  const tasks = inputs.map((input, index) => ({ localId: String(index), model: 'm', input }));
  const varied = variedTexts(engine, tasks);
  return tasks.map(({ localId }) => varied.get(localId));
};

test('varied texts: name the values that differ, with the labels of the form', () => {
  const prompt = 'A fox';
  assert.deepEqual(texts({ prompt, ratio: '1:1' }, { prompt, ratio: '16:9' }), ['Square', '16:9']);
  assert.deepEqual(texts({ ratio: '1:1', seed: 1 }, { ratio: '1:1', seed: 2 }), ['Seed: 1', 'Seed: 2']);
  assert.deepEqual(texts({ image: 'file:///a%20b.png' }, { image: 'file:///c.png' }), ['a b.png', 'c.png']);
});

test('varied texts: are empty when all tasks have the same input', () => {
  assert.deepEqual(texts({ prompt: 'A fox' }, { prompt: 'A fox' }), ['', '']);
});
