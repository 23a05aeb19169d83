import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import { builtCatalog, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const entryById = (id: string): ModelEntry => {
  const entry = catalog.entry(id);
  assert.ok(entry, id);
  return entry;
};

describe('initial values of the form', () => {
  for (const { id, start } of catalog.entries.filter(entry => entry.start !== undefined)) {
    it(`${id}: ${JSON.stringify(start)} is valid`, () => {
      const { issues } = evaluate(entryById(id), start ?? {}, noFacts);
      const wrong = issues.filter(({ message }) => !message.endsWith('is required.'));
      assert.deepEqual(wrong, []);
    });
  }

  it('Kling 3.0 Omni: a prompt is enough, and its switch is sent unchanged', () => {
    const entry = entryById('kling-3.0-omni/text-to-video');
    const { issues, input } = evaluate(entry, { ...entry.start, prompt: 'a boat' }, noFacts);
    assert.deepEqual(issues, []);
    assert.deepEqual(input, { prompt: 'a boat', customize_multi_shots: false });
  });
});

describe('integers sent as strings', () => {
  for (const [given, sent] of [
    [7, '7'],
    ['30', '30']
  ] as const) {
    it(`${JSON.stringify(given)} is sent as ${JSON.stringify(sent)}`, () => {
      const { input } = evaluate(entryById('grok-imagine/image-to-video'), { task_id: 'x', duration: given }, noFacts);
      assert.equal(input?.['duration'], sent);
    });
  }

  for (const given of [5, 31, 6.5, 'six']) {
    it(`${JSON.stringify(given)} is rejected`, () => {
      const { issues } = evaluate(entryById('grok-imagine/image-to-video'), { task_id: 'x', duration: given }, noFacts);
      assert.deepEqual(
        issues.map(({ path }) => path),
        ['duration']
      );
    });
  }
});
